/* SPDX-License-Identifier: GPL-2.0 */
/* From a person's words to guests that can be started: run and bench. */
#ifndef PINCER_PLAN_H
#define PINCER_PLAN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "cache.h"
#include "guest.h"
#include "kernel.h"

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
 * @ids: the contracts
 * @nr_ids: how many
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

/**
 * plan_contracts() - choose the contracts
 * @p: the plan
 * @globs: shell patterns for ids; none means all contracts
 * @nr: how many patterns
 *
 * Return: 0, or STATUS_USAGE, said, when a pattern fits nothing.
 */
int plan_contracts(struct plan *p, const char *const *globs, size_t nr);

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

#endif
