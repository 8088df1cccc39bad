// SPDX-License-Identifier: GPL-2.0
/*
 * FOLL_DUMP, by get_dump_page() of mm/gup.c: a page that is there because it was
 * read, the zero page, is a hole of the core dump.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <unistd.h>

#include "lib/coredump.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"

#define PAGES 4

/*
 * The first page is written, so that fork() copies the page table for the child
 * that dumps its core; the others are read.
 */
static long make_memory(struct attempt *a)
{
	const size_t page = getpagesize();
	int i;

	a->len = PAGES * page;
	a->buf = attempt_memory(a, a->len);
	if (!a->buf)
		return -ENOMEM;
	madvise(a->buf, a->len, MADV_NOHUGEPAGE);
	pattern_fill(a->buf, page, PATTERN_MEMORY, 0);
	for (i = 1; i < PAGES; i++)
		*(volatile char *)(a->buf + i * page);
	return 0;
}

/* How many pages of it the file has: those of a hole are not in the page cache. */
static long pages_held(const char *held)
{
	const size_t page = getpagesize();
	unsigned char in[PAGES];
	long nr = 0;
	int i;

	if (mincore((void *)held, PAGES * page, in))
		return -errno;
	for (i = 0; i < PAGES; i++)
		nr += in[i] & 1;
	return nr;
}

static long dump_zero_pages(struct attempt *a)
{
	const size_t page = getpagesize();
	struct coredump core;
	const char *held;
	long ret = make_memory(a) ?: coredump_make(a, COREDUMP_ANON_PRIVATE, &core);

	if (ret)
		return ret;
	ret = coredump_bytes(&core, a->buf, &held);
	a->disagrees = !scenario_answer(a, "bytes of it", ret, a->len) ||
		       !scenario_answer(a, "pages of it", pages_held(held), 1);
	a->wrong_data = ret == (long)a->len &&
			(!pattern_is(held, page, PATTERN_MEMORY, 0) ||
			 !pattern_is_zero(held + page, a->len - page));
	coredump_free(&core);
	return 0;
}

const struct scenario scenarios_coredump[] = {
	{
		.name = "coredump.zero_page",
		.title = "a core dump has holes where memory was read, but not written",
		SUCCESS_IS_ZERO,
		.need = { .config = "COREDUMP", .also = "ELF_CORE",
			  .guest_only = true },
		.expect = scenario_works, .run = dump_zero_pages,
	}, {}
};
