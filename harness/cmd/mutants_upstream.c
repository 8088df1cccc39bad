// SPDX-License-Identifier: GPL-2.0
/* pincer mutants --upstream: the kernel's own tests over the mutants. */
#include "cmd/mutants_upstream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "plan/mutant_upstream.h"
#include "report/mutant_beside.h"

static int run_batch(struct mutant_run *r, struct mutant_upstream *u,
		     struct mutant **batch, size_t nr)
{
	int ret = mutant_upstream_batch(u, batch, nr);

	for (size_t i = 0; i < nr && !ret; i++)
		mutant_upstream_line(stderr, batch[i]);
	return ret ? ret : mutant_run_save(r, MUTANTS_RESULTS);
}

/* What this kernel cannot have is not tried. */
static bool is_left(const struct mutant *m)
{
	return m->upstream == MUTANT_NOT_RUN && m->state != MUTANT_EXCLUDED &&
	       m->state != MUTANT_UNFIT;
}

static size_t list_left(struct mutant_run *r, struct mutant **list)
{
	size_t nr = 0;

	for (size_t i = 0; i < r->mutants->nr; i++) {
		if (is_left(&r->mutants->list[i]))
			list[nr++] = &r->mutants->list[i];
	}
	return nr;
}

int mutants_upstream(struct mutant_run *r, struct plan *p, int jobs)
{
	struct mutant_upstream u = {
		.plan = p, .mutants = r->mutants, .jobs = jobs,
	};
	struct mutant **list = calloc(r->mutants->nr + 1, sizeof(*list));
	size_t i, some, nr = list ? list_left(r, list) : 0;
	int ret = !list ? -ENOMEM : nr ? mutant_upstream_open(&u) : 0;

	if (nr && !ret) {
		nr = mutant_upstream_reached(&u, list, nr);
		ret = mutant_run_save(r, MUTANTS_RESULTS);
	}
	for (i = 0; i < nr && !ret; i += some) {
		some = nr - i < MUTANT_BATCH ? nr - i : MUTANT_BATCH;
		ret = run_batch(r, &u, list + i, some);
	}
	mutant_upstream_close(&u);
	free(list);
	return ret;
}
