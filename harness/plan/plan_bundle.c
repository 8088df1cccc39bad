// SPDX-License-Identifier: GPL-2.0
/* Tests of a kselftest bundle: which, and the archive that guests get. */
#include "plan/plan_bundle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/locate.h"
#include "base/msg.h"
#include "model/array_size.h"

int plan_bundle(struct plan *p, const char *dir)
{
	p->bundle_only = true;
	return bundle_load(&p->bundle, dir);
}

/* `make` puts them beside the program. */
int plan_upstream(struct plan *p)
{
	static const struct {
		const char *id, *name, *option;
	} suites[] = {
		{ UPSTREAM_PREFIX "kunit_iov_iter", "iov_iter", "TEST_IOV_ITER" },
	};
	char dir[PATH_MAX];
	size_t i;
	int ret;

	ret = locate_beside("upstream", dir);
	if (ret)
		return ret;
	if (!path_is_dir(dir)) {
		msg_error("%s: not there: build it with make upstream", dir);
		return -ENOENT;
	}
	ret = bundle_load(&p->bundle, dir);
	for (i = 0; i < ARRAY_SIZE(suites) && !ret; i++)
		ret = bundle_add_suite(&p->bundle, suites[i].id,
				       suites[i].name, suites[i].option);
	return ret;
}

void plan_bundle_name(const struct plan *p, char *buf, size_t size)
{
	const struct bundle *b = &p->bundle;

	buf[0] = '\0';
	if (b->nr)
		snprintf(buf, size, "%s%s%s%s", b->dir, *b->version ? " (" : "",
			 b->version, *b->version ? ")" : "");
}

/* Tests of a bundle run in guests only: those get what the tests need. */
static int check_kernels(const struct plan *p)
{
	size_t i;

	for (i = 0; i < p->nr && !p->nr_own; i++) {
		if (p->kernels[i].kernel.origin != ORIGIN_RUNNING)
			continue;
		msg_error("%s: a bundle's tests run in guests; on this machine start %s/run_kselftest.sh",
			  p->kernels[i].kernel.name, p->bundle.dir);
		return -EINVAL;
	}
	return 0;
}

int plan_bundle_deps(struct plan *p)
{
	int ret;

	if (!p->bundle.nr)
		return 0;
	ret = check_kernels(p);
	return ret ? ret : bundle_deps_find(&p->deps, &p->bundle);
}

static bool any_runs(const struct bundle *b)
{
	size_t i;

	for (i = 0; i < b->nr; i++) {
		if (*b->tests[i].collection && !*b->tests[i].lacks)
			return true;
	}
	return false;
}

int plan_bundle_write(struct plan *p)
{
	int ret;

	if (!any_runs(&p->bundle))
		return 0;
	ret = path_format(p->deps_path, "%s/bundle.cpio", p->run.tmp);
	return ret ? ret : bundle_deps_write(&p->deps, &p->bundle, p->deps_path);
}
