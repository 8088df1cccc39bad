// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "self.h"

static int fds[SELF_COUNT] = { -1, -1, -1, -1 };

int self_open(void)
{
	static const char *const paths[SELF_COUNT] = {
		[SELF_MAPS] = "/proc/self/maps",
		[SELF_SMAPS] = "/proc/self/smaps",
		[SELF_PAGEMAP] = "/proc/self/pagemap",
		[SELF_STAT] = "/proc/self/stat",
	};
	enum self what;

	for (what = 0; what < SELF_COUNT; what++) {
		fds[what] = open(paths[what], O_RDONLY | O_CLOEXEC);
		if (fds[what] < 0)
			return -errno;
	}
	return 0;
}

int self_fd(enum self what)
{
	return fds[what];
}

#define LOOKED_AT 64

static uint64_t open_descriptors(void)
{
	struct pollfd fd[LOOKED_AT];
	uint64_t open = 0;
	int i;

	for (i = 0; i < LOOKED_AT; i++)
		fd[i] = (struct pollfd){ .fd = i };
	poll(fd, LOOKED_AT, 0);
	for (i = 0; i < LOOKED_AT; i++)
		if (!(fd[i].revents & POLLNVAL))
			open |= 1ULL << i;
	return open;
}

/* What proc_pid_stat(5) numbers; the second field may hold blanks. */
enum { FIELD_STATE = 3, FIELD_MAPPED = 23, FIELD_BLOCKED = 32 };

static int read_stat(struct footprint *f)
{
	char text[1024], *at;
	const ssize_t n = pread(fds[SELF_STAT], text, sizeof(text) - 1, 0);
	int field;

	text[n < 0 ? 0 : n] = '\0';
	at = strrchr(text, ')');
	for (field = FIELD_STATE; at && field <= FIELD_BLOCKED; field++) {
		at = strchr(at + 1, ' ');
		if (at && field == FIELD_MAPPED)
			f->mapped = strtoul(at, NULL, 10);
	}
	if (!at || sscanf(at, "%lu %lu %lu", &f->blocked, &f->ignored,
			  &f->caught) != 3)
		return -EIO;
	return 0;
}

int footprint_take(struct footprint *f)
{
	f->open = open_descriptors();
	if (getrlimit(RLIMIT_MEMLOCK, &f->memlock))
		return -errno;
	return read_stat(f);
}

const char *footprint_change(const struct footprint *was,
			     const struct footprint *is)
{
	if (is->mapped != was->mapped)
		return "mappings";
	if (is->open != was->open)
		return "open descriptors";
	if (is->blocked != was->blocked || is->ignored != was->ignored ||
	    is->caught != was->caught)
		return "signal handling";
	if (is->memlock.rlim_cur != was->memlock.rlim_cur ||
	    is->memlock.rlim_max != was->memlock.rlim_max)
		return "RLIMIT_MEMLOCK";
	return NULL;
}
