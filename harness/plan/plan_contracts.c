// SPDX-License-Identifier: GPL-2.0
/* Which contracts, KUnit suites and tests of a bundle are tried. */
#include "plan/plan_contracts.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/exit_status.h"
#include "base/files.h"
#include "base/msg.h"
#include "results/unknown_contract.h"

static bool fits_any(const char *id, const char *const *globs, size_t nr,
		     bool *used)
{
	bool any = !nr;
	size_t i;

	for (i = 0; i < nr; i++) {
		if (fnmatch(globs[i], id, 0))
			continue;
		used[i] = true;
		any = true;
	}
	return any;
}

static int report_unused(const struct plan *p, const char *glob)
{
	if (!upstream_is(glob))
		return unknown_contract(glob);
	if (*p->bundle.dir)
		msg_error("no test \"%s\" in %s: its %s names them all, as COLLECTION:PROGRAM",
			  glob, p->bundle.dir, BUNDLE_LIST);
	else
		msg_error("no test \"%s\" without --upstream or --kselftest DIR",
			  glob);
	return STATUS_USAGE;
}

/* Drops the tests of the bundle that were not chosen. */
static void choose_tests(struct plan *p, const char *const *globs, size_t nr,
			 bool *used)
{
	struct bundle *b = &p->bundle;
	size_t i, kept = 0;

	for (i = 0; i < b->nr; i++) {
		if (fits_any(b->tests[i].id, globs, nr, used))
			b->tests[kept++] = b->tests[i];
	}
	for (i = 0; i < kept; i++)
		p->ids[p->nr_ids++] = b->tests[i].id;
	b->nr = kept;
}

int plan_kunit_module(struct plan *p, const char *file)
{
	size_t i;

	p->kunit_module = file;
	if (access(file, R_OK)) {
		msg_error("%s: %s; make kunit-module builds it", file,
			  strerror(errno));
		return -ENOENT;
	}
	for (i = 0; i < p->nr; i++) {
		if (p->kernels[i].kernel.origin != ORIGIN_RUNNING)
			continue;
		msg_error("%s: only a guest is given a module: insmod %s",
			  p->kernels[i].kernel.name, file);
		return -EINVAL;
	}
	return 0;
}

static void choose_suites(struct plan *p, const char *const *globs, size_t nr,
			  bool *used)
{
	const struct suite *all;
	size_t i, k, nr_all;
	bool any;

	all = suites(&nr_all);
	for (i = 0; i < nr_all; i++) {
		any = !nr && (p->kunit_module || !p->bundle_only);
		for (k = 0; k < nr; k++) {
			if (!suite_may_fit(&all[i], globs[k]))
				continue;
			used[k] = true;
			any = true;
		}
		if (any)
			p->ids[p->nr_ids++] = all[i].id;
	}
	if (p->nr_ids && p->kunit_module)
		p->ids[p->nr_ids++] = SUITE_MODULE;
	p->nr_suites = p->nr_ids;
}

static int choose_ids(struct plan *p, const char *const *globs, size_t nr,
		      bool *used)
{
	const struct contract *all;
	size_t i, nr_all, nr_suites;

	all = contracts(&nr_all);
	suites(&nr_suites);
	p->globs = globs;
	p->nr_globs = nr;
	p->ids = calloc(nr_suites + nr_all + p->bundle.nr + 2,
			sizeof(*p->ids));
	if (!p->ids)
		return -ENOMEM;
	choose_suites(p, globs, nr, used);
	for (i = 0; i < nr_all; i++) {
		if (fits_any(all[i].id, globs, nr, used) &&
		    (nr || !(p->bundle_only || p->kunit_module)))
			p->ids[p->nr_ids++] = all[i].id;
	}
	p->nr_own = p->nr_ids;
	choose_tests(p, globs, nr, used);
	return 0;
}

int plan_contracts(struct plan *p, const char *const *globs, size_t nr)
{
	bool *used = calloc(nr + 1, sizeof(*used));
	size_t i;
	int ret;

	for (i = 0; i < nr; i++) {
		if (pattern_check(globs[i])) {
			free(used);
			return STATUS_USAGE;
		}
	}
	ret = used ? choose_ids(p, globs, nr, used) : -ENOMEM;
	if (ret)
		msg_error("out of memory");
	for (i = 0; i < nr && !ret; i++) {
		if (!used[i])
			ret = report_unused(p, globs[i]);
	}
	free(used);
	return ret ? STATUS_USAGE : 0;
}
