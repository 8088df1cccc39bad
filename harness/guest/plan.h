/* SPDX-License-Identifier: GPL-2.0 */
/* From a person's words to guests that can be started: run and bench. */
#ifndef PINCER_PLAN_H
#define PINCER_PLAN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "image/bundle.h"
#include "base/cache.h"
#include "guest/guest.h"
#include "fetch/kernel.h"
#include "image/kit.h"

/**
 * struct plan_kernel - one kernel, ready to be tested
 * @kernel: what kernels/ or a person says of it
 * @image: its files
 * @boot: what QEMU boots
 * @history: commits to add and remove, for the guest; may be ""
 * @history_from: where that comes from
 * @dir: the directory for its guests
 * @job: what to do with it
 */
struct plan_kernel {
	struct kernel kernel;
	struct image image;
	char boot[PATH_MAX];
	char history[HISTORY_TEXT_MAX + 1024];
	char history_from[256];
	char dir[PATH_MAX];
	struct guest_job job;
};

/**
 * struct plan - a whole run
 * @kernels: the kernels
 * @nr: how many
 * @ids: the suites of the kernel's own side, then the contracts, and behind
 *	them the tests of @bundle
 * @nr_ids: how many in all
 * @nr_own: how many of them are suites and contracts
 * @nr_suites: how many of them are suites
 * @globs: what they were chosen by
 * @nr_globs: how many patterns
 * @bundle: tests that are not Pincer's own
 * @bundle_only: these are all, unless someone asks for contracts
 * @kunit_module: the module that the suites are in, likewise; NULL for those of
 *	the kernels
 * @kit: what they need
 * @kit_path: that as an archive for guests, "" when there is none
 * @names: the kernels' names, for the display
 * @status: the display
 * @run: the run's directory, below the cache
 * @init: the guest's init
 * @test: the test program
 */
struct plan {
	struct plan_kernel *kernels;
	size_t nr;
	const char **ids;
	size_t nr_ids;
	size_t nr_own;
	size_t nr_suites;
	const char *const *globs;
	size_t nr_globs;
	struct bundle bundle;
	bool bundle_only;
	const char *kunit_module;
	struct kit kit;
	char kit_path[PATH_MAX];
	const char **names;
	struct status *status;
	struct cache_entry run;
	char init[PATH_MAX];
	char test[PATH_MAX];
};

/**
 * plan_kernels() - find the kernels that are meant
 * @p: the plan, zeroed
 * @names: their names; none means all of kernels/ but those that run only on
 *	request, "all" means those too
 * @nr: how many names
 *
 * Return: 0, or a negative errno, said.
 */
int plan_kernels(struct plan *p, char *const *names, size_t nr);

/** plan_bundle() - the tests of a kselftest bundle, not the contracts */
int plan_bundle(struct plan *p, const char *dir);

/** plan_upstream() - the kernel's own tests that `make` built, as well */
int plan_upstream(struct plan *p);

/** plan_kunit_module() - suites of a module, not the contracts; 0 or an error */
int plan_kunit_module(struct plan *p, const char *file);

/**
 * plan_contracts() - choose suites of the kernel's own side, contracts and the
 *	bundle's tests
 * @p: the plan, with the bundle if there is to be one
 * @globs: shell patterns for ids, which must outlive it; none means all
 * @nr: how many patterns
 *
 * What a suite will claim is not known yet: all that may claim something that
 * fits are chosen.
 *
 * Return: 0, or STATUS_USAGE, said, when a pattern fits nothing.
 */
int plan_contracts(struct plan *p, const char *const *globs, size_t nr);

/** plan_bundle_name() - where those tests come from, "" when there are none */
void plan_bundle_name(const struct plan *p, char *buf, size_t size);

/** plan_kit() - find out what the chosen tests need; 0 or an error, said */
int plan_kit(struct plan *p);

/**
 * plan_prepare() - fetch the kernels, find the programs, make the directory
 * @p: the plan, with kernels and contracts
 * @timeout: seconds of silence that count as a hang
 * @seed: shuffles the order of cases; 0 keeps it
 *
 * Return: 0, or a negative errno, said.
 */
int plan_prepare(struct plan *p, int timeout, unsigned long long seed);

/**
 * plan_free() - take everything down
 * @p: the plan
 * @keep: leave the run's directory, and say where it is
 */
void plan_free(struct plan *p, bool keep);

/* What follows is shared by the files plan*.c only. */

/** plan_kit_write() - into the run's directory, for guests */
int plan_kit_write(struct plan *p);

/** plan_bundle_free() - give the bundle and its kit back */
void plan_bundle_free(struct plan *p);

#endif
