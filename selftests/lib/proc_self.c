// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "model/array_size.h"
#include "lib/proc_self.h"
#include "lib/read_file.h"

static int fds[PROC_SELF_COUNT] = { -1, -1, -1, -1 };

int proc_self_open(void)
{
	static const char *const paths[PROC_SELF_COUNT] = {
		[PROC_SELF_MAPS] = "/proc/self/maps",
		[PROC_SELF_SMAPS] = "/proc/self/smaps",
		[PROC_SELF_PAGEMAP] = "/proc/self/pagemap",
		[PROC_SELF_STATM] = "/proc/self/statm",
	};
	enum proc_self what;

	for (what = 0; what < PROC_SELF_COUNT; what++) {
		fds[what] = open(paths[what], O_RDONLY | O_CLOEXEC);
		if (fds[what] < 0)
			return -errno;
	}
	return 0;
}

int proc_self_fd(enum proc_self what)
{
	return fds[what];
}

#define FDS_CHECKED 64

static uint64_t open_descriptors(void)
{
	struct pollfd fd[FDS_CHECKED];
	uint64_t open = 0;
	int i;

	for (i = 0; i < FDS_CHECKED; i++)
		fd[i] = (struct pollfd){ .fd = i };
	poll(fd, FDS_CHECKED, 0);
	for (i = 0; i < FDS_CHECKED; i++)
		if (!(fd[i].revents & POLLNVAL))
			open |= 1ULL << i;
	return open;
}

/* Signals that a door might handle; asking for all 64 is slower than a door. */
static const int signals[] = {
	SIGALRM, SIGBUS, SIGCHLD, SIGIO, SIGPIPE, SIGSEGV,
};

static void read_signals(struct footprint *f)
{
	struct sigaction action;
	sigset_t blocked;
	size_t i;

	f->blocked = 0;
	f->handled = 0;
	sigprocmask(SIG_BLOCK, NULL, &blocked);
	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		if (sigismember(&blocked, signals[i]))
			f->blocked |= 1U << i;
		if (!sigaction(signals[i], NULL, &action) &&
		    action.sa_handler != SIG_DFL)
			f->handled |= 1U << i;
	}
}

/* Where the heap ends: malloc() keeps what free() gets, as after glob(). */
static unsigned long heap_end(void)
{
	const unsigned long page = getpagesize();

	return ((unsigned long)sbrk(0) + page - 1) / page;
}

int footprint_take(struct footprint *f)
{
	const char *statm = read_descriptor(fds[PROC_SELF_STATM], 128);

	if (!statm)
		return -EIO;
	f->pages = number_after(statm, "") - heap_end();
	f->open = open_descriptors();
	read_signals(f);
	return getrlimit(RLIMIT_MEMLOCK, &f->memlock) ? -errno : 0;
}

const char *footprint_change(const struct footprint *was,
			     const struct footprint *is)
{
	if (is->pages != was->pages)
		return "mappings";
	if (is->open != was->open)
		return "open descriptors";
	if (is->blocked != was->blocked || is->handled != was->handled)
		return "signal handling";
	if (is->memlock.rlim_cur != was->memlock.rlim_cur ||
	    is->memlock.rlim_max != was->memlock.rlim_max)
		return "RLIMIT_MEMLOCK";
	return NULL;
}
