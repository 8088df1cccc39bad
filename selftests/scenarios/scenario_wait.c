// SPDX-License-Identifier: GPL-2.0
/*
 * Who waits for a pin to end: truncate() and a hole punched in a DAX file, and a
 * memory block that goes offline. While the pin lasts the waiter sleeps, and can
 * be killed; when it ends, the waiter goes on. The pin is that of a read in
 * flight.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/fuse.h"
#include "lib/references.h"
#include "memory/movable.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"
#include "scenarios/slow_read.h"
#include "scenarios/waiter.h"

/* Values of .how: what is done to the file, and how the wait ends. */
enum { BY_TRUNCATE = 0, BY_PUNCH = 1, IS_KILLED = 2 };

/**
 * struct wait - a page that is pinned, and who waits for it
 * @a: the attempt
 * @at: the page
 * @file: the DAX file that it is of, or -1
 * @loop: the device that is read from
 */
struct wait {
	struct attempt *a;
	char *at;
	int file;
	int loop;
};

/* A page of a DAX file, mapped. */
static long map_file(struct wait *w)
{
	const size_t page = getpagesize();

	w->file = attempt_open_tmpfile(w->a, "PINCER_FSDAX", 0);
	if (w->file < 0)
		return w->file;
	if (pattern_fill_file(w->file, 0, page))
		return attempt_setup_error(w->a, "write");
	w->at = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, w->file, 0);
	return w->at == MAP_FAILED ? attempt_setup_error(w->a, "mmap") : 0;
}

static long pin_page(struct wait *w)
{
	struct attempt *a = w->a;

	a->fd = fuse_open_file(a);
	if (a->fd < 0)
		return a->fd;
	w->loop = slow_read_open(a);
	if (w->loop < 0)
		return w->loop;
	return slow_read_fill(a) ?: slow_read_begin(a, w->loop, w->at);
}

static void close_all(struct wait *w)
{
	close(w->loop);
	close(w->file);
	close(w->a->fd);
	w->a->fd = -1;
}

/* Takes the page's block from the file; the exit status is errno. */
static void shrink_file(const struct wait *w)
{
	const bool punch = w->a->contract->scenario->how & BY_PUNCH;
	const int ret = punch ?
		fallocate(w->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
			  0, getpagesize()) :
		ftruncate(w->file, 0);

	_exit(ret ? errno : 0);
}

/* A waiter that was killed, and one that was left until the pin had ended. */
static void end_wait(struct wait *w, pid_t child)
{
	const struct attempt *a = w->a;
	const bool killed = a->contract->scenario->how & IS_KILLED;
	const bool bad = contract_expect(a->contract, &a->kernel->history,
					 a->machine).flaws;
	const int ms = bad ? WAITER_BRIEF : WAITER_PATIENCE;
	int status = 0;
	bool ends;

	if (killed) {
		kill(child, SIGKILL);
		ends = waiter_ends(child, ms, &status);
	}
	slow_read_end(w->a);
	if (!killed)
		ends = waiter_ends(child, ms, &status);
	w->a->disagrees =
		!scenario_answer(w->a, killed ? "the waiter ends, killed" :
			"the waiter ends, as the pin has", ends, true) ||
		!scenario_answer(w->a, "the waiter's status", status,
				 killed ? SIGKILL : 0);
}

static long shrink_pinned(struct attempt *a)
{
	struct wait w = { .a = a };
	const long ret = map_file(&w) ?: pin_page(&w);
	pid_t child;
	int status;

	if (ret)
		return ret;
	child = fork();
	if (!child)
		shrink_file(&w);
	if (child < 0)
		return attempt_setup_error(a, "fork");
	if (waiter_sleeps(child)) {
		end_wait(&w, child);
	} else {
		kill(child, SIGKILL);
		slow_read_end(a);
		waiter_ends(child, WAITER_PATIENCE, &status);
		a->disagrees = !scenario_answer(a, "the waiter sleeps", 0, 1);
	}
	munmap(w.at, getpagesize());
	close_all(&w);
	return 0;
}

/* Offlining retries rather than sleeps. */
static long offline_pinned(struct attempt *a)
{
	const bool killed = a->contract->scenario->how & IS_KILLED;
	struct wait w = { .a = a, .file = -1 };
	struct movable m;
	long ret = movable_buffer(a, &m, -1);
	pid_t mover;

	w.at = a->buf;
	if (!ret && madvise(a->buf, a->len, MADV_DONTFORK))
		ret = attempt_setup_error(a, "MADV_DONTFORK");
	if (!ret)
		ret = pin_page(&w);
	if (ret)
		return ret;
	mover = movable_begin_offline(a);
	if (mover < 0)
		slow_read_end(a);
	else
		end_wait(&w, mover);
	if (!a->disagrees && movable_is_offline() == killed)
		a->disagrees = !scenario_answer(a, "the block is offline",
						!killed, killed);
	close_all(&w);
	return mover < 0 ? mover : 0;
}

/*
 * Once nobody maps it, a memfd can be sealed against writing, unless a page is
 * pinned: memfd_wait_for_pins() waits for a moment, then fails with EBUSY.
 */
static long seal_pinned(struct attempt *a)
{
	const size_t page = getpagesize();
	struct wait w = {
		.a = a, .file = memfd_create("pincer", MFD_CLOEXEC |
					     MFD_ALLOW_SEALING),
	};
	long ret;

	if (w.file < 0 || ftruncate(w.file, page))
		return attempt_setup_error(a, "memfd");
	w.at = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, w.file, 0);
	if (w.at == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	/* Not the FUSE server's either, which is a child. */
	madvise(w.at, page, MADV_DONTFORK);
	*w.at = 1;
	ret = pin_page(&w);
	if (ret)
		return ret;
	munmap(w.at, page);
	ret = references_gone(w.file);
	slow_read_end(a);
	a->disagrees = !scenario_answer(a, "when it is not pinned any more",
					references_gone(w.file), 0);
	close_all(&w);
	return ret;
}

DEFINE_EXPECT(is_busy, .ret = -EBUSY);

/*
 * The 6.1 series took 38b43539d64b with folio_put_refs(), which drops the last
 * reference but one to a DAX page and wakes up nobody.
 */
DEFINE_EXPECT(is_woken, .flaws = h->has[C_BIO_RELEASE_FOLIO] &&
			!h->has[C_BIO_PINS] ? FLAW(MODEL) : 0);

#define NEED_DAX .need = { .config = "FS_DAX", .also = "BLK_DEV_LOOP",	\
			   .env = "PINCER_FSDAX", .guest_only = true }

#define SHRINK(name_, title_, how_, rule_)				\
	{								\
		.name = "fsdax." name_, .title = title_,		\
		SUCCESS_IS_ZERO, NEED_DAX, .how = how_,			\
		.expect = rule_, .run = shrink_pinned,			\
	}

const struct scenario scenarios_wait[] = {
	SHRINK("truncate.woken",
	       "truncate() of a DAX file sleeps while a page is pinned, and goes on when it is not",
	       BY_TRUNCATE, is_woken),
	SHRINK("truncate.killed",
	       "truncate() of a DAX file can be killed while a page is pinned",
	       BY_TRUNCATE | IS_KILLED, scenario_works),
	SHRINK("punch_hole.woken",
	       "a hole punched in a DAX file sleeps while a page is pinned, and goes on when it is not",
	       BY_PUNCH, is_woken),
	SHRINK("punch_hole.killed",
	       "a hole punched in a DAX file can be killed while a page is pinned",
	       BY_PUNCH | IS_KILLED, scenario_works),
	{
		.name = "memfd.seal.pinned",
		.title = "a memfd is not sealed against writing while a page is pinned",
		SUCCESS_IS_ZERO, .need = { .config = "BLK_DEV_LOOP",
					   .also = "FUSE_FS" },
		.expect = is_busy, .run = seal_pinned,
	},
	MOVABLE("offline.woken", "MEMORY_HOTREMOVE",
		"a memory block with a page that is pinned goes offline when it is not",
		scenario_works, offline_pinned, SUCCESS_IS_ZERO),
	MOVABLE("offline.killed", "MEMORY_HOTREMOVE",
		"taking a memory block with a page that is pinned offline can be killed",
		scenario_works, offline_pinned, SUCCESS_IS_ZERO,
		.how = IS_KILLED),
	{}
};
