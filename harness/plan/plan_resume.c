// SPDX-License-Identifier: GPL-2.0
#include "plan/plan_resume.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"

/* The column of a name, or @r->nr_kernels. */
static size_t find_column(const struct results *r, const char *name)
{
	const struct result_kernel *k = results_find_column(r, name);

	return k ? (size_t)(k - r->kernels) : r->nr_kernels;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids that a column has cells of, sorted; to be freed. */
static const char **list_ids(const struct results *r, size_t column, size_t *nr)
{
	const char **ids = calloc(r->nr_cells + 1, sizeof(*ids));
	size_t i;

	*nr = 0;
	for (i = 0; ids && i < r->nr_cells; i++)
		if (r->cells[i].kernel == column)
			ids[(*nr)++] = r->cells[i].report.id;
	if (ids)
		qsort(ids, *nr, sizeof(*ids), by_text);
	return ids;
}

/* Leaves those ids of a job out that @known has. */
static int leave_out(struct plan_kernel *k, const char **known, size_t nr)
{
	struct guest_job *job = &k->job;
	const size_t suites = job->nr_suites, all = job->nr;
	const char *const *ids = job->ids;
	size_t i;

	k->left = calloc(all + 1, sizeof(*k->left));
	if (!k->left)
		return -ENOMEM;
	job->nr = 0;
	job->nr_suites = 0;
	for (i = 0; i < all; i++) {
		if (bsearch(&ids[i], known, nr, sizeof(*known), by_text))
			continue;
		k->left[job->nr++] = ids[i];
		job->nr_suites += i < suites;
	}
	job->ids = k->left;
	return 0;
}

static int resume_kernel(struct plan_kernel *k, const struct results *old,
			 const char *file)
{
	const size_t column = find_column(old, k->kernel.name);
	const char **known;
	size_t nr;
	int ret;

	if (column == old->nr_kernels)
		return 0;
	if (strcmp(old->kernels[column].version, k->image.version)) {
		msg_error("%s: %s is %s there, and %s now: it cannot be gone on with; leave --resume out",
			  file, k->kernel.name, old->kernels[column].version,
			  k->image.version);
		return -EINVAL;
	}
	known = list_ids(old, column, &nr);
	ret = known ? leave_out(k, known, nr) : -ENOMEM;
	free(known);
	return ret;
}

int plan_resume(struct plan *p, const struct results *old, const char *file)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < p->nr && !ret; i++)
		ret = resume_kernel(&p->kernels[i], old, file);
	if (ret == -ENOMEM)
		msg_error("out of memory");
	return ret;
}

/* What a kernel showed that no guest was booted for, and the time of both. */
static void merge_column(struct result_kernel *to,
			 const struct result_kernel *from)
{
	if (!to->boots) {
		to->machine = from->machine;
		memcpy(to->history, from->history, sizeof(to->history));
		memcpy(to->accel, from->accel, sizeof(to->accel));
		memcpy(to->console, from->console, sizeof(to->console));
	}
	to->boots += from->boots;
	to->seconds += from->seconds;
}

int plan_resume_merge(struct results *r, const struct results *old)
{
	struct cell *c;
	size_t i, column;

	for (i = 0; i < r->nr_kernels; i++) {
		column = find_column(old, r->kernels[i].name);
		if (column < old->nr_kernels)
			merge_column(&r->kernels[i], &old->kernels[column]);
	}
	for (i = 0; i < old->nr_cells; i++) {
		column = find_column(r, old->kernels[old->cells[i].kernel].name);
		if (column == r->nr_kernels)
			continue;
		c = results_add_cell(r, column);
		if (!c)
			return -ENOMEM;
		*c = old->cells[i];
		c->kernel = column;
	}
	return 0;
}
