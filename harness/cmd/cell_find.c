// SPDX-License-Identifier: GPL-2.0
#include "cmd/cell_find.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "model/contract.h"
#include "model/strings.h"
#include "results/suites.h"
#include "results/unknown_contract.h"

#define SHOWN 5		/* of the contracts that a word fits */

size_t kernel_find(const struct results *r, const char *path, const char *name)
{
	char there[512] = "";
	size_t i;

	for (i = 0; i < r->nr_kernels; i++) {
		if (!strcmp(r->kernels[i].name, name))
			return i;
	}
	for (i = 0; i < r->nr_kernels; i++)
		string_append_item(there, sizeof(there), ", ", "%s",
				   r->kernels[i].name);
	msg_error("%s: no kernel \"%s\"; there are: %s", path, name, there);
	return r->nr_kernels;
}

static void report_none(const struct results *r, size_t kernel, const char *path,
			const char *id)
{
	const char *name = r->kernels[kernel].name;
	char near[4 * CONTRACT_ID_MAX] = "";
	const char **ids;
	size_t i, nr = 0;

	ids = calloc(r->nr_cells + 1, sizeof(*ids));
	for (i = 0; ids && i < r->nr_cells; i++) {
		if (r->cells[i].kernel == kernel)
			ids[nr++] = r->cells[i].report.id;
	}
	if (ids)
		text_nearest(id, ids, nr, near, sizeof(near));
	free(ids);
	msg_error("%s: no contract \"%s\" on %s%s%s; `pincer contracts` lists them all",
		  path, id, name, *near ? "; near it: " : "", near);
}

static bool fits(const struct cell *c, size_t kernel, const char *wanted)
{
	const char *id = c->report.id;

	if (c->kernel != kernel)
		return false;
	return strpbrk(wanted, "*?[") ? !fnmatch(wanted, id, 0) :
					!!strstr(id, wanted);
}

static void report_several(const struct results *r, size_t kernel,
			   const char *wanted, size_t nr)
{
	char some[SHOWN * (CONTRACT_ID_MAX + 2)] = "";
	size_t i, shown = 0;

	for (i = 0; i < r->nr_cells && shown < SHOWN; i++) {
		if (!fits(&r->cells[i], kernel, wanted))
			continue;
		string_append_item(some, sizeof(some), ", ", "%s",
				   r->cells[i].report.id);
		shown++;
	}
	msg_error("show: \"%s\" fits %zu contracts on %s: %s%s; say which",
		  wanted, nr, r->kernels[kernel].name, some,
		  shown < nr ? ", ..." : "");
}

static const struct cell *find_fitting(const struct results *r, size_t kernel,
				       const char *path, const char *wanted)
{
	const struct cell *found = NULL;
	size_t i, nr = 0;

	if (pattern_check(wanted))
		return NULL;
	for (i = 0; i < r->nr_cells; i++) {
		if (!fits(&r->cells[i], kernel, wanted))
			continue;
		found = &r->cells[i];
		nr++;
	}
	if (!nr)
		report_none(r, kernel, path, wanted);
	if (nr > 1)
		report_several(r, kernel, wanted, nr);
	return nr == 1 ? found : NULL;
}

const struct cell *cell_find(struct results *r, const char *path,
			     const char *kernel, const char *wanted)
{
	const size_t k = kernel_find(r, path, kernel);
	const struct cell *c;

	if (k == r->nr_kernels)
		return NULL;
	c = results_find(r, k, wanted);
	if (c)
		return c;
	/* A whole id is meant, even if longer ids contain it. */
	if (!contract_find(wanted) && !suite_find(wanted))
		return find_fitting(r, k, path, wanted);
	/* --contract may have left it out. */
	msg_error("%s: %s was not tried on %s; pincer run %s --contract '%s'",
		  path, wanted, kernel, kernel, wanted);
	return NULL;
}
