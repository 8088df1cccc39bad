// SPDX-License-Identifier: GPL-2.0
/* Mutants in memory. */
#include "results/mutant.h"

#include <stdlib.h>
#include <string.h>

const char *const mutant_areas[] = {
	"gup-slow", "gup-fast", "gup-folio", "iov_iter", "scatterlist", "bio",
	"blk-map", "fops", "iomap", "dio", "io_uring-rsrc", "io_uring-memmap",
	"io_uring-kbuf", "io_uring-net", "splice", "p2pdma", "secretmem",
	"memfd", "udmabuf", "af_xdp", "fork", "cow", "hugetlb", "fuse", "net",
	"rdma", "nvme", "iommufd", "dax", "uffd", "other", NULL
};

const char *mutant_state_name(enum mutant_state s)
{
	static const char *const names[] = {
		[MUTANT_NOT_RUN] = "not run", [MUTANT_NOTICED] = "noticed",
		[MUTANT_ELSEWHERE] = "noticed elsewhere",
		[MUTANT_AS_ERROR] = "only as an error",
		[MUTANT_SURVIVED] = "SURVIVED",
		[MUTANT_EQUIVALENT] = "equivalent",
		[MUTANT_EXCLUDED] = "not for this kernel",
		[MUTANT_UNFIT] = "cannot be tried",
		[MUTANT_FALSE_ALARM] = "FALSE ALARM",
		[MUTANT_UNREACHED] = "not reached",
	};

	return names[s];
}

struct mutant *mutants_find(const struct mutants *m, const char *name)
{
	size_t i;

	for (i = 0; i < m->nr; i++) {
		if (!strcmp(m->list[i].name, name))
			return &m->list[i];
	}
	return NULL;
}

void mutants_free(struct mutants *m)
{
	free(m->list);
	m->list = NULL;
	m->nr = 0;
}
