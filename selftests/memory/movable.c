// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "memory/movable.h"
#include "memory/verify.h"

/* All blocks are of one size, which a file beside them says. */
#define SIZE_FILE "/sys/devices/system/memory/block_size_bytes"

/* How long the kernel may move pages out of a block, seconds. */
#define PATIENCE 4
#define RETRY_US 10000
/* ... and until it begins. */
#define BEGIN_STEPS 10000
#define BEGIN_US 100

static int open_file(const char *name, int flags)
{
	const char *block = getenv("PINCER_MEMORY_BLOCK");
	char path[256];

	if (!block) {
		errno = ENOENT;
		return -1;
	}
	snprintf(path, sizeof(path), "%s/%s", block, name);
	return open(path, flags | O_CLOEXEC);
}

/* What is read from a descriptor, which is closed; "" for nothing. */
static char *read_word(int fd, char *word, size_t size)
{
	const ssize_t len = fd < 0 ? -1 : read(fd, word, size - 1);

	word[len < 0 ? 0 : len] = '\0';
	word[strcspn(word, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
	return word;
}

static bool is_in_state(const char *name)
{
	char state[32];

	return !strcmp(read_word(open_file("state", O_RDONLY), state,
				 sizeof(state)), name);
}

static bool is_offline(void)
{
	return is_in_state("offline");
}

static int set_state(const char *state)
{
	const int fd = open_file("state", O_WRONLY);
	const ssize_t len = strlen(state);
	int ret = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, state, len) != len)
		ret = -errno;
	close(fd);
	return ret;
}

/* Both numbers are written in hexadecimal, without a prefix. */
static long find_frames(struct attempt *a, struct movable *m)
{
	char index[32], size[32];
	uint64_t pages;

	read_word(open_file("phys_index", O_RDONLY), index, sizeof(index));
	read_word(open(SIZE_FILE, O_RDONLY | O_CLOEXEC), size, sizeof(size));
	errno = 0;
	pages = strtoull(size, NULL, 16) / getpagesize();
	if (!index[0] || !pages)
		return attempt_setup_error(a, "the number and size of the block");
	m->first = strtoull(index, NULL, 16) * pages;
	m->end = m->first + pages;
	return 0;
}

static long open_block(struct attempt *a, struct movable *m)
{
	char zone[64];
	int ret;

	errno = ENOENT;
	if (!getenv("PINCER_MEMORY_BLOCK"))
		return attempt_no_interface(a, "memory that is offline");
	errno = EBUSY;
	if (!is_offline())
		return attempt_setup_error(a, "the block is not offline before");
	ret = set_state("online_movable");
	errno = -ret;
	if (ret)
		return attempt_setup_error(a, "online_movable");
	read_word(open_file("valid_zones", O_RDONLY), zone, sizeof(zone));
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

/* What a process gets is taken from there first. */
long movable_buffer(struct attempt *a, struct movable *m, int memfd)
{
	long ret = open_block(a, m);

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

long movable_stayed(struct attempt *a, const struct movable *m)
{
	if (!pattern_is(a->buf, a->len, PATTERN_MEMORY, 0))
		a->wrong_data = true;
	return count_within(a, m);
}

/*
 * What is pinned for a moment is soon free. What is pinned for good the kernel
 * tries to move for ever, until a signal comes: here the alarm's, which ends
 * the process.
 */
static void take_offline(void)
{
	alarm(PATIENCE);
	while (set_state("offline"))
		usleep(RETRY_US);
	_exit(0);
}

/* Its process, or -1. */
static pid_t begin_offline(void)
{
	const pid_t child = fork();

	if (!child)
		take_offline();
	return child;
}

void movable_stop(pid_t mover)
{
	kill(mover, SIGKILL);
	waitpid(mover, NULL, 0);
}

pid_t movable_evict(struct attempt *a)
{
	const pid_t mover = begin_offline();
	int i;

	if (mover < 0)
		return attempt_setup_error(a, "fork");
	for (i = 0; i < BEGIN_STEPS && !is_in_state("going-offline"); i++)
		usleep(BEGIN_US);
	if (i < BEGIN_STEPS)
		return mover;
	movable_stop(mover);
	errno = ETIMEDOUT;
	return attempt_setup_error(a, "the kernel does not begin to move memory");
}

const char *movable_close(void)
{
	pid_t child;

	if (!getenv("PINCER_MEMORY_BLOCK") || is_offline())
		return NULL;
	child = begin_offline();
	if (child > 0)
		waitpid(child, NULL, 0);
	return is_offline() ? NULL :
		"memory of a block that shall go cannot be moved out of it";
}
