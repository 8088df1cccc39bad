// SPDX-License-Identifier: GPL-2.0
/* A buffer while an O_DIRECT read into it is in flight. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "scenarios/scenario.h"
#include "scenarios/slow_read.h"
#include "doors/target.h"

static pid_t fork_and_wait(void)
{
	const pid_t pid = fork();

	if (!pid) {
		pause();
		_exit(0);
	}
	return pid;
}

/*
 * fork() write-protects the page under I/O. Where its writer gets a copy, the
 * data arrives in the child's page: since a7e689dd1c06 the pin prevents that.
 */
static long fork_during_read(struct attempt *a)
{
	const long page = getpagesize();
	char *at = attempt_memory(a, page);
	const int loop = slow_read_open(a);
	pid_t child;
	long ret;

	if (!at || loop < 0 || slow_read_fill(a))
		return -1;
	memset(at, 0, page);
	ret = slow_read_begin(a, loop, at);
	if (ret)
		return ret;
	child = fork_and_wait();
	at[page - 1] = 1;
	ret = slow_read_end(a);
	a->wrong_data = !ret && !pattern_is(at, SLOW_READ_LENGTH, PATTERN_DEVICE, 0);
	if (child < 0)
		return attempt_setup_error(a, "fork");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	return ret;
}

DEFINE_EXPECT(parent_has_it, .flaws = h->has[C_BIO_PINS] ? 0 : FLAW(DATA));

/* A mapped page of a new file, written back. */
static char *map_clean_page(struct attempt *a, int *file)
{
	const long page = getpagesize();
	char *at;

	*file = attempt_open_tmpfile(a, "PINCER_EXT4", 0);
	if (*file < 0)
		return NULL;
	if (pattern_fill_file(*file, 0, page)) {
		attempt_setup_error(a, "write");
		return NULL;
	}
	at = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, *file, 0);
	if (at != MAP_FAILED && !fsync(*file))
		return at;
	attempt_setup_error(a, "mmap");
	return NULL;
}

/* Whether O_DIRECT reads @data from the file, past its page cache. */
static bool disk_holds(int file, const char *data)
{
	char path[64], *at = mmap(NULL, getpagesize(), PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int direct;
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	direct = open(path, O_RDONLY | O_DIRECT | O_CLOEXEC);
	posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
	n = pread(direct, at, getpagesize(), 0);
	return n == getpagesize() && !memcmp(at, data, SLOW_READ_LENGTH);
}

/* bio_check_pages_dirty() must dirty a page that fsync() cleaned meanwhile. */
static long clean_during_read(struct attempt *a)
{
	char data[SLOW_READ_LENGTH], *at;
	int file = -1, loop;
	long ret;

	at = map_clean_page(a, &file);
	if (!at)
		return -1;
	loop = slow_read_open(a);
	if (loop < 0 || slow_read_fill(a))
		return -1;
	ret = slow_read_begin(a, loop, at);
	if (ret)
		return ret;
	if (fsync(file))
		attempt_setup_error(a, "fsync");
	ret = slow_read_end(a);
	munmap(at, getpagesize());
	if (fsync(file))
		attempt_setup_error(a, "fsync");
	pattern_fill(data, sizeof(data), PATTERN_DEVICE, 0);
	a->wrong_data = !ret && !disk_holds(file, data);
	return ret;
}

#define SLOW_LOOP SUCCESS_IS_ZERO, ON_FUSE

const struct scenario scenarios_inflight[] = {
	{
		.name = "odirect.fork_inflight",
		.title = "an O_DIRECT read that is in flight during fork() fills the parent's page",
		SLOW_LOOP, .expect = parent_has_it, .run = fork_during_read,
	}, {
		.name = "bio.read_dirties_buffer",
		.title = "an O_DIRECT read into a file's page dirties it, though it was written back meanwhile",
		SLOW_LOOP, .expect = scenario_works, .run = clean_during_read,
	}, {}
};
