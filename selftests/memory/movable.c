// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "memory/pattern.h"
#include "memory/movable.h"
#include "memory/verify.h"

/* The size of every block, in hexadecimal. */
#define SIZE_FILE "/sys/devices/system/memory/block_size_bytes"

/* How long offline_pages() may migrate, seconds. */
#define PATIENCE 4
#define RETRY_US 10000
/* How long until the state is "going-offline". */
#define BEGIN_STEPS 10000
#define BEGIN_US 100

/* A file in the block's sysfs directory. */
static const char *block_file(const char *name, char path[PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/%s", getenv("PINCER_MEMORY_BLOCK") ?: "",
		 name);
	return path;
}

/* The first line of a file, "" where it cannot be read. */
static char *read_line(const char *path, char line[32])
{
	const char *text = read_path(path) ?: "";

	snprintf(line, 32, "%.*s", (int)strcspn(text, "\n"), text);
	return line;
}

static bool is_in_state(const char *name)
{
	char path[PATH_MAX], state[32];

	return !strcmp(read_line(block_file("state", path), state), name);
}

bool movable_is_offline(void)
{
	return is_in_state("offline");
}

static int set_state(const char *state)
{
	char path[PATH_MAX];

	return write_path(block_file("state", path), state);
}

/* phys_index and block_size_bytes are hexadecimal, without a prefix. */
static long find_frames(struct attempt *a, struct movable *m)
{
	char path[PATH_MAX], index[32], size[32];
	uint64_t pages;

	read_line(block_file("phys_index", path), index);
	read_line(SIZE_FILE, size);
	errno = 0;
	pages = strtoull(size, NULL, 16) / getpagesize();
	if (!index[0] || !pages)
		return attempt_setup_error(a, "the number and size of the block");
	m->first = strtoull(index, NULL, 16) * pages;
	m->end = m->first + pages;
	return 0;
}

long movable_open(struct attempt *a, struct movable *m)
{
	char path[PATH_MAX], zone[32];
	int ret;

	errno = ENOENT;
	if (!getenv("PINCER_MEMORY_BLOCK"))
		return attempt_no_interface(a, "memory that is offline");
	errno = EBUSY;
	if (!movable_is_offline())
		return attempt_setup_error(a, "the block is not offline before");
	ret = set_state("online_movable");
	errno = -ret;
	if (ret)
		return attempt_setup_error(a, "online_movable");
	read_line(block_file("valid_zones", path), zone);
	errno = EINVAL;
	if (strcmp(zone, "Movable"))
		return attempt_setup_error(a, "the block is not ZONE_MOVABLE");
	return find_frames(a, m);
}

/* How many of the buffer's pages lie in the block. */
static long count_within(struct attempt *a, const struct movable *m)
{
	uint64_t entry, frame;
	long within = 0;
	int i;

	for (i = 0; i < MOVABLE_PAGES; i++) {
		if (pagemap_entry(a->buf + i * getpagesize(), &entry))
			return attempt_setup_error(a, "pagemap");
		frame = entry & PAGE_NUMBER;
		errno = EFAULT;
		if (!(entry & PAGE_PRESENT) || !frame)
			return attempt_setup_error(a, "the number of a page frame");
		within += frame >= m->first && frame < m->end;
	}
	return within;
}

/* Page faults allocate from ZONE_MOVABLE first. */
long movable_buffer(struct attempt *a, struct movable *m, int memfd)
{
	long ret = movable_open(a, m);

	if (ret)
		return ret;
	a->len = MOVABLE_PAGES * getpagesize();
	a->buf = mmap(NULL, a->len, PROT_READ | PROT_WRITE,
		      memfd < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED,
		      memfd, 0);
	if (a->buf == MAP_FAILED)
		return attempt_setup_error(a, "mmap");
	madvise(a->buf, a->len, MADV_NOHUGEPAGE);
	pattern_fill(a->buf, a->len, PATTERN_MEMORY, 0);
	ret = count_within(a, m);
	errno = ENOMEM;
	if (ret >= 0 && ret < MOVABLE_PAGES)
		return attempt_setup_error(a, "memory of the block");
	return ret < 0 ? ret : 0;
}

long movable_count_pages(struct attempt *a, const struct movable *m)
{
	if (!pattern_is(a->buf, a->len, PATTERN_MEMORY, 0))
		a->wrong_data = true;
	return count_within(a, m);
}

long movable_count_after(struct attempt *a, long (*use)(struct attempt *a))
{
	struct movable m;

	return movable_buffer(a, &m, -1) ?: use(a) ?:
	       movable_count_pages(a, &m);
}

/*
 * EBUSY: pages are pinned for a moment. With a page that stays pinned write()
 * retries until a signal: SIGALRM, which ends the process.
 */
static void write_offline(void)
{
	alarm(PATIENCE);
	while (set_state("offline"))
		usleep(RETRY_US);
	_exit(0);
}

/* Returns the process that writes "offline", or -1. */
static pid_t fork_offline(void)
{
	const pid_t child = fork();

	if (!child)
		write_offline();
	return child;
}

void movable_stop_offline(pid_t mover)
{
	kill(mover, SIGKILL);
	waitpid(mover, NULL, 0);
}

pid_t movable_begin_offline(struct attempt *a)
{
	const pid_t mover = fork_offline();
	int i;

	if (mover < 0)
		return attempt_setup_error(a, "fork");
	for (i = 0; i < BEGIN_STEPS && !is_in_state("going-offline"); i++)
		usleep(BEGIN_US);
	if (i < BEGIN_STEPS)
		return mover;
	movable_stop_offline(mover);
	errno = ETIMEDOUT;
	return attempt_setup_error(a, "the kernel does not begin to move memory");
}

const char *movable_take_offline(void)
{
	pid_t child;

	if (!getenv("PINCER_MEMORY_BLOCK") || movable_is_offline())
		return NULL;
	child = fork_offline();
	if (child > 0)
		waitpid(child, NULL, 0);
	return movable_is_offline() ? NULL :
		"memory of a block that shall go cannot be moved out of it";
}
