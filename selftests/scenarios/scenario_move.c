// SPDX-License-Identifier: GPL-2.0
/*
 * UFFDIO_MOVE of a page of a transparent huge page: the kernel has to split the
 * folio first, which fails for as long as somebody else holds it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "lib/pipe.h"
#include "lib/proc_self.h"
#include "memory/pattern.h"
#include "scenarios/scenario.h"

/* A split and a move take a thousandth of this; on a slow machine a tenth. */
#define SPINS_AFTER_NS 150000000L

/** enum holder - who holds the folio */
enum holder { HELD_BY_RING, HELD_BY_PIPE };

/**
 * struct fixture - a huge page that is held, and where its page shall go
 * @uffd: a userfaultfd
 * @to: the page's destination
 * @ring: where the page is registered
 * @pipe: or the pipe that it is in
 * @begin: where the parent hears that the page is about to be moved
 */
struct fixture {
	int uffd;
	int begin;
	char *to;
	struct ring ring;
	struct pipe_ends pipe;
};

static long move_page(struct attempt *a, const struct fixture *f)
{
	struct uffd_move move = {
		.dst = (uintptr_t)f->to, .src = (uintptr_t)a->buf,
		.len = getpagesize(),
	};

	return or_errno(ioctl(f->uffd, UFFD_MOVE, &move));
}

static long open_uffd(struct attempt *a, struct fixture *f)
{
	struct uffdio_api api = {
		.api = UFFD_API, .features = UFFD_KNOWS_MOVE,
	};
	struct uffdio_register area;

	f->to = attempt_memory(a, getpagesize());
	if (!f->to)
		return -ENOMEM;
	f->uffd = syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE);
	if (f->uffd < 0)
		return attempt_no_interface(a, "userfaultfd");
	if (ioctl(f->uffd, UFFDIO_API, &api))
		return attempt_no_interface(a, "UFFD_FEATURE_MOVE");
	area = (struct uffdio_register){
		.range = { (uintptr_t)f->to, getpagesize() },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	return ioctl(f->uffd, UFFDIO_REGISTER, &area) ?
		attempt_setup_error(a, "UFFDIO_REGISTER") : 0;
}

static long hold(struct attempt *a, struct fixture *f)
{
	long ret;

	if (a->contract->scenario->how == HELD_BY_RING)
		return attempt_ring(a, &f->ring, 1) ?:
		       attempt_register(a, f->ring.fd);
	ret = pipe_open(a, &f->pipe);
	if (!ret && pipe_vmsplice(&f->pipe, a->buf, a->len, 0) != (long)a->len)
		ret = attempt_setup_error(a, "vmsplice");
	return ret;
}

static long let_go(struct attempt *a, struct fixture *f)
{
	if (a->contract->scenario->how == HELD_BY_RING)
		return attempt_unregister(a, f->ring.fd);
	pipe_close(&f->pipe);
	return 0;
}

static long cpu_ns(clockid_t clock)
{
	struct timespec used = { 0 };

	clock_gettime(clock, &used);
	return used.tv_sec * 1000000000L + used.tv_nsec;
}

static long tell_begin(struct attempt *a, const struct fixture *f)
{
	const long used = cpu_ns(CLOCK_PROCESS_CPUTIME_ID);

	return write(f->begin, &used, sizeof(used)) == sizeof(used) ? 0 :
		attempt_setup_error(a, "pipe");
}

static long move_held(struct attempt *a, int begin)
{
	const size_t page = getpagesize();
	struct fixture f = { .begin = begin };
	long ret = scenario_buffer(a, "thp");

	if (ret)
		return ret;
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	ret = open_uffd(a, &f) ?: hold(a, &f) ?: tell_begin(a, &f);
	if (ret)
		return ret;
	ret = move_page(a, &f);
	a->wrong_data = ret && !pattern_is(a->buf, page, PATTERN_MEMORY, 0);
	if (let_go(a, &f))
		return -1;
	a->disagrees = ret && !scenario_answer(a, "once nobody holds it",
					       move_page(a, &f), 0);
	if (!a->disagrees && !pattern_is(f.to, page, PATTERN_MEMORY, 0))
		a->wrong_data = true;
	return ret;
}

/** struct answer - what the child found: its attempt, and what it returned */
struct answer {
	struct attempt attempt;
	long ret;
};

/* What the child mapped went with it. */
static long take_answer(struct attempt *a, const struct answer *from)
{
	a->wrong_data = from->attempt.wrong_data;
	a->disagrees = from->attempt.disagrees;
	a->no_interface = from->attempt.no_interface;
	strcpy(a->setup_error, from->attempt.setup_error);
	strcpy(a->skip_reason, from->attempt.skip_reason);
	return from->ret;
}

/* Whether the child has used so much CPU time since that it will for ever. */
static bool spins(pid_t child, long since)
{
	clockid_t clock;

	return !clock_getcpuclockid(child, &clock) &&
	       cpu_ns(clock) > since + SPINS_AFTER_NS;
}

/* The child's answer; -ETIMEDOUT if it does not come. */
static long wait_for_answer(struct attempt *a, pid_t child, int begin, int fd)
{
	struct pollfd answers = { .fd = fd, .events = POLLIN };
	struct answer answer;
	long since;

	/* Without a beginning there is an answer: why not. */
	if (read(begin, &since, sizeof(since)) == sizeof(since))
		while (!poll(&answers, 1, 5))
			if (spins(child, since))
				return -ETIMEDOUT;
	if (read(fd, &answer, sizeof(answer)) == sizeof(answer))
		return take_answer(a, &answer);
	errno = ECHILD;
	return attempt_setup_error(a, "a child that moves a page");
}

static void child_moves(struct attempt *a, int begin, int fd)
{
	struct answer answer;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	answer.ret = proc_self_open() ?: move_held(a, begin);
	answer.attempt = *a;
	_exit(write(fd, &answer, sizeof(answer)) < 0);
}

/*
 * By a child: munmap() would wait for an ioctl that does not return, exit() makes
 * it return.
 */
static long move_in_child(struct attempt *a)
{
	int begin[2], ends[2];
	pid_t child;
	long ret;

	if (pipe2(begin, O_CLOEXEC) || pipe2(ends, O_CLOEXEC))
		return attempt_setup_error(a, "pipe2");
	child = fork();
	if (child < 0)
		return attempt_setup_error(a, "fork");
	if (!child)
		child_moves(a, begin[1], ends[1]);
	close(begin[1]);
	close(ends[1]);
	ret = wait_for_answer(a, child, begin[0], ends[0]);
	if (ret == -ETIMEDOUT)
		a->disagrees = !scenario_answer(a, "the move", ret, -EBUSY);
	close(begin[0]);
	close(ends[0]);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return ret;
}

/* move_pages() repeated -EAGAIN of split_folio() until its caller was killed. */
static struct outcome held_is_busy(const struct history *h,
				   const struct machine *m)
{
	(void)m;
	if (h->has[C_UFFD_MOVE_LIVELOCK])
		return (struct outcome){ .ret = -EBUSY };
	return (struct outcome){ .ret = -ETIMEDOUT, .flaws = FLAW(MODEL) };
}

#define MOVE								\
	SUCCESS_IS_ZERO, .expect = held_is_busy, .run = move_in_child,		\
	.need.feature = C_UFFD_MOVE, .need.config = "USERFAULTFD"

const struct scenario scenarios_move[] = {
	{
		.name = "userfaultfd.move.pinned.thp",
		.title = "UFFDIO_MOVE of a page fails at once while its huge page is pinned, and works after that",
		MOVE, .how = HELD_BY_RING, .need.also = "IO_URING",
	}, {
		.name = "userfaultfd.move.piped.thp",
		.title = "UFFDIO_MOVE of a page fails at once while its huge page is in a pipe, and works after that",
		MOVE, .how = HELD_BY_PIPE, .need.also = "TRANSPARENT_HUGEPAGE",
	}, {}
};
