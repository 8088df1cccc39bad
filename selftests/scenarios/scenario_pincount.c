// SPDX-License-Identifier: GPL-2.0
/*
 * A large folio has one pincount for all its pages, which takes one pin for
 * each page, and keeps the folio when its mapping goes.
 */
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/build_layout.h"
#include "doors/door_io_uring.h"
#include "lib/pin_counters.h"
#include "scenarios/scenario.h"

/* First a page beside the buffer; EINVAL within a huge page of hugetlbfs. */
static long unmap_and_check(struct attempt *a, struct ring *r)
{
	struct part *part = &a->part[0];
	long ret;

	if (munmap(part->at, getpagesize()) && errno != EINVAL)
		return attempt_setup_error(a, "munmap");
	ret = attempt_check_fixed(a, r);
	layout_undo(a);
	return ret;
}

/* Returns pins acquired beyond one a page. */
static long pin_folio(struct attempt *a)
{
	struct ring r;
	long pins, ret = scenario_buffer(a, a->contract->scenario->mapping) ?:
			 attempt_ring(a, &r, 1);

	if (ret)
		return ret;
	pins = pins_acquired();
	ret = attempt_register(a, r.fd);
	if (ret)
		return ret;
	pins = pins_acquired() - pins;
	ret = unmap_and_check(a, &r);
	if (ret || attempt_unregister(a, r.fd))
		return ret ? ret : -1;
	return pins - a->part[0].pages;
}

#define PINCOUNT(name_, of_, config_, mapping_)				\
	{								\
		.name = "io_uring.pincount." name_,			\
		.title = "io_uring pins registered pages of " of_ " one by one, and keeps them after munmap()", \
		SUCCESS_IS_ZERO, .mapping = mapping_,			\
		.need = { .config = "IO_URING", .also = config_ },	\
		.need.guest_only = true, .expect = scenario_works, .run = pin_folio, \
	}

const struct scenario scenarios_pincount[] = {
	PINCOUNT("hugetlb", "a huge page of hugetlbfs", "HUGETLBFS",
		 "hugetlb_middle"),
	PINCOUNT("thp", "a transparent huge page", "TRANSPARENT_HUGEPAGE",
		 "thp"),
	PINCOUNT("shmem_thp", "a large folio of tmpfs", "TRANSPARENT_HUGEPAGE",
		 "shmem_thp"),
	{}
};
