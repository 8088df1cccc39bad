// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that a device holds while the rights to it change: it is shared by
 * fork(), made read-only, given up or moved. A pin keeps the page, and the right
 * to write to it (Documentation/core-api/pin_user_pages.rst); without pins, on
 * demand, a device follows the page table as the process does. Nobody else sees
 * what the device writes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "scenarios/holder.h"
#include "scenarios/scenario.h"
#include "scenarios/witness.h"
#include "scenarios/write_protect.h"

/* What changes, SHARED before it is held, and what .how says: of whom, what. */
enum change {
	SHARED, FORKED, READ_ONLY, DISCARDED, MOVED, WRITE_PROTECTED, CHANGES
};

#define HOW(holder, change) ((holder) * CHANGES + (change))

/* What becomes of the device's write; the process sees ... */
enum fate {
	SEEN,		/* ... what it has written */
	APART,		/* ... zeroes, as the page was discarded */
	REFUSED,	/* ... what was there */
};

static const enum fate with_pins[CHANGES] = {
	[SHARED] = SEEN, [FORKED] = SEEN, [READ_ONLY] = SEEN,
	[DISCARDED] = APART, [MOVED] = SEEN, [WRITE_PROTECTED] = SEEN,
};

static const enum fate on_demand[CHANGES] = {
	[SHARED] = SEEN, [FORKED] = SEEN, [READ_ONLY] = REFUSED,
	[DISCARDED] = SEEN, [MOVED] = REFUSED, [WRITE_PROTECTED] = REFUSED,
};

/* Pages of the attempt's memory: the buffer, where it is moved, the source. */
enum { BUFFER, ELSEWHERE, SOURCE, PAGES };

/**
 * struct change_run - a change while memory is held
 * @h: what is held
 * @change: the change
 * @now: where the process sees the buffer afterwards
 * @child: who shares the buffer, if anybody
 * @uffd: who is to handle writes to it, or -1
 */
struct change_run {
	struct holding h;
	enum change change;
	char *now;
	struct witness child;
	int uffd;
};

static int share(struct change_run *r)
{
	return witness_begin(&r->child, r->h.a->buf, r->h.a->len);
}

static int protect(struct change_run *r)
{
	return mprotect(r->h.a->buf, r->h.a->len, PROT_READ);
}

static int discard(struct change_run *r)
{
	return madvise(r->h.a->buf, r->h.a->len, MADV_DONTNEED);
}

static int move(struct change_run *r)
{
	const size_t len = r->h.a->len;

	r->now = r->h.a->buf + ELSEWHERE * len;
	return mremap(r->h.a->buf, len, len, MREMAP_MAYMOVE | MREMAP_FIXED,
		      r->now) != r->now;
}

/* Nobody handles what the kernel writes: it fails (UFFD_USER_MODE_ONLY). */
static int write_protect(struct change_run *r)
{
	r->uffd = write_protect_open(r->h.a);
	return r->uffd < 0 ||
	       write_protect_set(r->uffd, r->h.a->buf, r->h.a->len, true);
}

static int (*const changes[CHANGES])(struct change_run *r) = {
	[SHARED] = share, [FORKED] = share, [READ_ONLY] = protect, [DISCARDED] = discard,
	[MOVED] = move, [WRITE_PROTECTED] = write_protect,
};

/* What the process sees, and that the child sees what it did. */
static void check_memory(struct change_run *r, enum fate fate)
{
	struct attempt *a = r->h.a;

	if (fate == APART)
		a->wrong_data = !pattern_is_zero(r->now, a->len);
	else
		a->wrong_data = !pattern_is(r->now, a->len, fate == SEEN ?
					    PATTERN_DEVICE : PATTERN_MEMORY, 0);
	if (!witness_content(&r->child))
		a->wrong_data = true;
}

/* The device's WRITE fails: io_uring by EFAULT, RDMA by an error completion. */
static void check_write(struct change_run *r, enum fate fate, long ret)
{
	struct attempt *a = r->h.a;

	if (fate == REFUSED)
		a->disagrees = !scenario_answer(a, "the device's write", ret, -EIO);
	else
		a->disagrees = !scenario_answer(a, "the device's write", ret, 0);
}

static char *make_pages(struct attempt *a)
{
	const size_t page = getpagesize();

	a->len = page;
	a->buf = attempt_memory(a, PAGES * page);
	if (!a->buf)
		return NULL;
	madvise(a->buf, PAGES * page, MADV_NOHUGEPAGE);
	pattern_fill(a->buf, page, PATTERN_MEMORY, 0);
	pattern_fill(a->buf + SOURCE * page, page, PATTERN_DEVICE, 0);
	return a->buf;
}

static long change_rights(struct attempt *a)
{
	const unsigned int how = a->contract->scenario->how;
	const struct holder *holder = &holders[how / CHANGES];
	struct change_run r = {
		.h.a = a, .change = how % CHANGES, .child = NO_WITNESS, .uffd = -1,
	};
	const enum fate fate = (how / CHANGES == HOLDER_RDMA_ON_DEMAND ?
				on_demand : with_pins)[r.change];
	long ret;

	r.now = make_pages(a);
	if (!r.now)
		return -ENOMEM;
	r.h.source = a->buf + SOURCE * a->len;
	if (r.change == SHARED && changes[r.change](&r))
		return attempt_setup_error(a, "fork");
	ret = holder->hold(&r.h);
	if (ret)
		return ret;
	if (r.change != SHARED && changes[r.change](&r))
		return a->no_interface ? -ENOSYS :
			attempt_setup_error(a, "the change");
	check_write(&r, fate, holder->write(&r.h));
	check_memory(&r, fate);
	holder->release(&r.h);
	close(r.uffd);
	return 0;
}

#define CHANGE(prefix_, holder_, whom_, name_, title_, change_, ...)	\
	{								\
		.name = prefix_ "." name_,				\
		.title = whom_ " " title_, SUCCESS_IS_ZERO,		\
		.how = HOW(holder_, change_), .expect = scenario_works,	\
		.run = change_rights, __VA_ARGS__			\
	}

#define PINNED(prefix_, holder_, whom_, ...)				\
	CHANGE(prefix_, holder_, whom_, "shared",			\
	       "pins a copy of a page that fork() shares, to write to it", \
	       SHARED, __VA_ARGS__),					\
	CHANGE(prefix_, holder_, whom_, "forked",			\
	       "writes to the page of the process that pinned it, not to its child's", \
	       FORKED, __VA_ARGS__),					\
	CHANGE(prefix_, holder_, whom_, "read_only",			\
	       "writes to a pinned page that has become read-only",	\
	       READ_ONLY, __VA_ARGS__),					\
	CHANGE(prefix_, holder_, whom_, "discarded",			\
	       "writes to a pinned page, not to the one that takes its place", \
	       DISCARDED, __VA_ARGS__),					\
	CHANGE(prefix_, holder_, whom_, "moved",			\
	       "writes to a pinned page wherever it is mapped",		\
	       MOVED, __VA_ARGS__),					\
	CHANGE(prefix_, holder_, whom_, "write_protected",		\
	       "writes to a pinned page that userfaultfd has write-protected since", \
	       WRITE_PROTECTED, __VA_ARGS__, .need.also = "USERFAULTFD",	\
	       .need.feature = C_UFFD_USER_MODE)

#define ON_DEMAND(name_, title_, change_)				\
	CHANGE("rdma.odp", HOLDER_RDMA_ON_DEMAND, "RDMA on demand", name_, title_, \
	       change_, .need = {					\
		       .config = "RDMA_RXE",				\
		       .also = "INFINIBAND_ON_DEMAND_PAGING",		\
		       .feature = C_RXE_ON_DEMAND, .env = "PINCER_RDMA" })

const struct scenario scenarios_rights[] = {
	PINNED("io_uring.fixed", HOLDER_IO_URING, "io_uring",
	       .need.config = "IO_URING"),
	PINNED("rdma.mr", HOLDER_RDMA, "RDMA",
	       .need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" }),
	ON_DEMAND("shared", "breaks COW before it writes to a page that it could only read", SHARED),
	ON_DEMAND("forked", "breaks COW before it writes to a page that fork() shares", FORKED),
	ON_DEMAND("read_only", "does not write to memory that has become read-only", READ_ONLY),
	ON_DEMAND("discarded", "writes to the page that takes the place of one that was discarded", DISCARDED),
	ON_DEMAND("moved", "does not write to memory that was moved away", MOVED),
	ON_DEMAND("write_protected", "does not write to memory that userfaultfd has write-protected", WRITE_PROTECTED),
	{}
};
