// SPDX-License-Identifier: GPL-2.0
/* Fetches the kernels of a plan, and makes a job for each. */
#include "plan/plan_prepare.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"
#include "base/interrupt.h"
#include "base/locate.h"
#include "base/msg.h"
#include "guest/accel.h"
#include "guest/display.h"
#include "guest/vmlinux.h"
#include "image/obtain.h"
#include "model/need.h"
#include "plan/fault_check.h"
#include "plan/plan_bundle.h"
#include "plan/plan_config.h"
#include "plan/plan_history.h"

static int find_program(const char *name, char path[PATH_MAX])
{
	int ret = locate_beside(name, path);

	if (ret || !access(path, X_OK))
		return ret;
	msg_error("%s: not there: build it with make", path);
	return -ENOENT;
}

/* struct fetch_display - the row that shows how far a kernel is fetched */
struct fetch_display {
	struct display *display;
	size_t row;
};

static void show_phase(void *ctx, const char *kernel, const char *what)
{
	const struct fetch_display *t = ctx;

	(void)kernel;
	display_phase(t->display, t->row, DISPLAY_PHASE, "%s", what);
}

static void show_step(void *ctx, const char *kernel, const char *what)
{
	const struct fetch_display *t = ctx;

	(void)kernel;
	display_phase(t->display, t->row, DISPLAY_STEP, "%s", what);
}

static int obtain_all(struct plan *p)
{
	struct plan_kernel *k;
	int failed = 0, ret;
	size_t i;

	for (i = 0; i < p->nr && !interrupt_signal(); i++) {
		struct fetch_display t = { p->display, i };
		const struct progress progress = { show_phase, show_step, &t };

		k = &p->kernels[i];
		ret = obtain(&k->kernel, &k->image, &progress);
		p->unbuilt |= ret && k->kernel.origin == ORIGIN_TREE;
		if (!ret)
			ret = plan_history(k);
		/* Report what is wrong with every kernel, not only the first. */
		if (ret) {
			failed = ret;
			continue;
		}
		if (k->kernel.origin != ORIGIN_RUNNING)
			vmlinux_boot(k->image.vmlinuz, k->boot);
	}
	return failed;
}

/*
 * The run's directory is a cache entry that is never completed: cache_clean()
 * removes it after a killed run, and its lock protects it until then.
 */
static int make_dirs(struct plan *p)
{
	struct timespec t;
	char key[64];
	size_t i;
	int ret;

	clock_gettime(CLOCK_REALTIME, &t);
	snprintf(key, sizeof(key), "%lld.%09ld-%d", (long long)t.tv_sec,
		 t.tv_nsec, getpid());
	ret = cache_begin("run", key, &p->run);
	if (ret) {
		p->run.tmp[0] = '\0';
		return ret < 0 ? ret : -EEXIST;
	}
	for (i = 0; i < p->nr && !ret; i++) {
		ret = path_format(p->kernels[i].dir, "%s/%zu", p->run.tmp, i);
		if (!ret)
			ret = dirs_make(p->kernels[i].dir);
	}
	return ret;
}

static int check_configs(struct plan *p)
{
	int failed = 0, ret;

	for (size_t i = 0; i < p->nr; i++) {
		ret = plan_config_check(&p->kernels[i]);
		failed = ret ? ret : failed;
	}
	return failed;
}

static int choose_accel(const struct plan *p, struct accel *a)
{
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (p->kernels[i].kernel.origin != ORIGIN_RUNNING)
			return accel_choose(p->kernels[i].boot, a);
	}
	*a = (struct accel){ "tcg", false };
	return 0;
}

/* Without a module only kernels that Pincer built have the KUnit suites. */
static bool has_suites(const struct plan *p, const struct plan_kernel *k)
{
	return p->kunit_module ||
	       (k->kernel.origin != ORIGIN_RUNNING && *k->image.config &&
		config_value(k->image.config, SUITES_OPTION) == 'y');
}

static int make_jobs(struct plan *p, const struct accel *a, int timeout,
		     unsigned long long seed)
{
	struct plan_kernel *k;
	size_t i, without, work = 0;
	bool guest;

	for (i = 0; i < p->nr; i++) {
		k = &p->kernels[i];
		guest = k->kernel.origin != ORIGIN_RUNNING;
		without = has_suites(p, k) ? 0 : p->nr_suites;
		k->job = (struct guest_job){
			.name = k->kernel.name,
			.image = guest ? &k->image : NULL,
			.boot = k->boot, .ids = p->ids + without,
			.nr = (guest ? p->nr_ids : p->nr_own) - without,
			.nr_suites = p->nr_suites - without,
			.globs = p->globs, .nr_globs = p->nr_globs,
			.history = k->history,
			.kunit_module = p->kunit_module, .init = p->init,
			.test = p->test, .bundle = &p->bundle,
			.deps = *p->deps_path ? p->deps_path : NULL,
			.accel = a->name, .cx16 = a->cx16, .dir = k->dir,
			.again = guest, .seed = seed, .timeout = timeout,
			.display = p->display, .row = i,
		};
		work += k->job.nr;
	}
	if (work)
		return 0;
	msg_error("%s: only kernels that were built from source make such claims: name one, such as trixie-source",
		  p->globs[0]);
	return -EINVAL;
}

int plan_prepare(struct plan *p, int timeout, unsigned long long seed)
{
	char root[PATH_MAX];
	struct accel accel;
	size_t i;
	int ret;

	for (i = 0; i < p->nr; i++)
		p->names[i] = p->kernels[i].kernel.name;
	/* Said once, not by every kernel. */
	ret = cache_root(root);
	if (!ret)
		ret = find_program("pincer_test", p->test);
	if (!ret)
		ret = find_program("init", p->init);
	if (ret)
		return ret;
	cache_clean();
	p->display = display_open(p->names, p->nr);
	ret = obtain_all(p);
	if (ret)
		return ret;
	ret = make_dirs(p);
	if (!ret)
		ret = check_configs(p);
	if (!ret)
		ret = choose_accel(p, &accel);
	if (!ret)
		ret = fault_check(p);
	if (!ret)
		ret = plan_bundle_write(p);
	return ret ? ret : make_jobs(p, &accel, timeout, seed);
}
