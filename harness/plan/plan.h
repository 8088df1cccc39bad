/* SPDX-License-Identifier: GPL-2.0 */
/* What a run or a benchmark is to do: kernels, contracts and tests. */
#ifndef PINCER_PLAN_H
#define PINCER_PLAN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/cache.h"
#include "fetch/kernel.h"
#include "guest/guest.h"
#include "image/bundle.h"
#include "image/bundle_deps.h"

/**
 * struct plan_kernel - one kernel, ready to be tested
 * @kernel: how kernels/ or the command line describes it
 * @image: its files
 * @boot: what QEMU boots
 * @history: commits to add and remove, for the guest; may be ""
 * @history_from: where that comes from
 * @dir: the directory for its guests
 * @job: what to do with it
 * @left: its ids, where a run before has done the others; NULL for all
 */
struct plan_kernel {
	struct kernel kernel;
	struct image image;
	char boot[PATH_MAX];
	char history[HISTORY_TEXT_MAX + 1024];
	char history_from[256];
	char dir[PATH_MAX];
	struct guest_job job;
	const char **left;
};

/**
 * struct plan - a whole run
 * @kernels: the kernels
 * @nr: how many
 * @ids: the KUnit suites, then the contracts, then the tests of @bundle
 * @nr_ids: how many in all
 * @nr_own: how many of them are suites and contracts
 * @nr_suites: how many of them are suites
 * @globs: the patterns that they were chosen by
 * @nr_globs: how many patterns
 * @bundle: the kernel's own tests
 * @unbuilt: a source tree of the user's could not be built
 * @bundle_only: contracts run only if @globs name them
 * @kunit_module: the module that the suites are in, likewise; NULL for those of
 *	the kernels
 * @deps: what those need
 * @deps_path: an archive for guests with all of that, "" for none
 * @names: the kernels' names, for the display
 * @display: shows the progress
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
	bool unbuilt;
	bool bundle_only;
	const char *kunit_module;
	struct bundle_deps deps;
	char deps_path[PATH_MAX];
	const char **names;
	struct display *display;
	struct cache_entry run;
	char init[PATH_MAX];
	char test[PATH_MAX];
};

/**
 * plan_free() - end the display, remove the run's directory, free everything
 * @p: the plan
 * @keep: keep the run's directory, and report where it is
 */
void plan_free(struct plan *p, bool keep);

#endif
