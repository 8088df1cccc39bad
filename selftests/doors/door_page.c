// SPDX-License-Identifier: GPL-2.0
/*
 * GUP that moves no data: a futex identifies a page, mlock() and
 * MADV_POPULATE_* fault it in.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "memory/buffer.h"
#include "memory/pattern.h"
#include "lib/attempt.h"
#include "memory/verify.h"
#include "lib/uapi.h"
#include "doors/doors.h"

/* The word that the buffer holds there; a load would map the page. */
static uint32_t word_in(const struct chunk *p)
{
	uint32_t word = 0;

	if (p->part->fill == FILL_PATTERN)
		pattern_fill(&word, sizeof(word), PATTERN_MEMORY,
			     pattern_place(p->part, p->offset));
	return word;
}

/* ETIMEDOUT after 1 ns if the kernel finds the word, EAGAIN if another. */
static int wait_for_word(const char *at, uint32_t word)
{
	const struct timespec soon = { .tv_nsec = 1 };

	return syscall(SYS_futex, at, FUTEX_WAIT, word, &soon, NULL, 0) ?
		-errno : 0;
}

/* A futex on the first word of each page. */
static long wait_on_futex(struct attempt *a)
{
	struct chunk p;
	size_t from;
	int ret;

	for (from = 0; from < a->len; from += p.len) {
		p = buffer_chunk(a, from);
		ret = wait_for_word(a->buf + from, word_in(&p));
		if (ret == -EAGAIN && p.part->fill != FILL_UNKNOWN)
			a->wrong_data = true;
		else if (ret != -EAGAIN && ret != -ETIMEDOUT)
			return ret;
	}
	return 0;
}

/* Each page has to be in the page table, with its content unchanged. */
static void check_present(struct attempt *a)
{
	uint64_t entry;
	struct chunk p;
	size_t from;

	for (from = 0; from < a->len; from += p.len) {
		p = buffer_chunk(a, from);
		if (pagemap_entry(a->buf + from, &entry))
			attempt_setup_error(a, "pagemap");
		else if (!(entry & PAGE_PRESENT) &&
			 !(p.part->kind->traits & T_PREMAPPED))
			a->wrong_data = true;
	}
	buffer_check_read(a, 0);
}

static long mlock_buffer(struct attempt *a)
{
	const long ret = mlock(a->buf, a->len) ? -errno : 0;

	if (!ret)
		check_present(a);
	munlock(a->buf, a->len);
	return ret;
}

/* Probe with a page of this program: EINVAL if the advice does not exist. */
static bool knows(int advice)
{
	static char own;
	const size_t page = getpagesize();

	return !madvise(&own - (uintptr_t)&own % page, page, advice);
}

static long populate(struct attempt *a)
{
	const int advice = a->contract->door->how;
	long ret = 0;

	if (!knows(advice))
		return attempt_no_interface(a, "MADV_POPULATE_*");
	if (madvise(a->buf, a->len, advice))
		ret = -errno;
	if (!ret)
		check_present(a);
	return ret;
}

const struct door doors_page[] = {
	{
		.name = "futex.shared",
		.title = "a shared futex",
		.props = { .flags = D_WRITE | D_FUTEX_KEY,
			   .success_is_zero = true },
		.need.config = "FUTEX",
		.brief = true, .run = wait_on_futex,
	}, {
		.name = "mlock",
		.title = "mlock()",
		.props = { .flags = D_LOCK, .success_is_zero = true },
		.brief = true, .run = mlock_buffer,
	}, {
		.name = "populate.read",
		.title = "MADV_POPULATE_READ",
		.props = { .flags = D_POPULATE, .success_is_zero = true },
		.need.feature = C_MADV_POPULATE,
		.brief = true, .how = MADV_POPULATE_READ, .run = populate,
	}, {
		.name = "populate.write",
		.title = "MADV_POPULATE_WRITE",
		.props = { .flags = D_WRITE | D_POPULATE,
			   .success_is_zero = true },
		.need.feature = C_MADV_POPULATE,
		.brief = true, .how = MADV_POPULATE_WRITE, .run = populate,
	}, {}
};
