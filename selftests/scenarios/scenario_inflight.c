// SPDX-License-Identifier: GPL-2.0
/*
 * A buffer while an O_DIRECT read into it is in flight. The read is from a loop
 * device over a FUSE file, whose server answers once its gate is open.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/aio.h"
#include "memory/pattern.h"
#include "lib/fuse.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* The read fills the beginning of a page; the process writes to its end. */
#define LENGTH 512

/* How long a read may take to reach the server, milliseconds. */
#define PATIENCE 5000

static long no_loop_device(struct attempt *a, const char *what)
{
	if (errno != EACCES && errno != EPERM)
		return attempt_setup_error(a, what);
	return attempt_skip(a, "loop devices are not allowed");
}

/* A loop device over the target, detached by its last close(). */
static int attach_target(struct attempt *a, int control)
{
	const struct loop_info64 info = { .lo_flags = LO_FLAGS_AUTOCLEAR };
	char name[32];
	int i, loop;

	/* Another process may attach the device that was free. */
	for (i = 0; i < 8; i++) {
		snprintf(name, sizeof(name), "/dev/loop%d",
			 ioctl(control, LOOP_CTL_GET_FREE));
		loop = open(name, O_RDWR | O_DIRECT | O_CLOEXEC);
		if (loop < 0)
			return no_loop_device(a, name);
		if (!ioctl(loop, LOOP_SET_FD, a->fd))
			break;
		close(loop);
	}
	if (i == 8 || ioctl(loop, LOOP_SET_STATUS64, &info))
		return attempt_setup_error(a, "LOOP_SET_FD");
	return loop;
}

static int open_loop(struct attempt *a)
{
	const int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	int loop;

	if (control < 0)
		return no_loop_device(a, "/dev/loop-control");
	loop = attach_target(a, control);
	close(control);
	return loop;
}

static int set_gate(struct attempt *a, char closed)
{
	return pwrite(a->fd, &closed, 1, FUSE_GATE_OFFSET) == 1 ? 0 :
		attempt_setup_error(a, "the gate of the file");
}

/* Submits a read, and waits until the server holds it. */
static long submit_read(struct attempt *a, int loop, char *at)
{
	char held = 0;
	long ret;
	int i;

	if (set_gate(a, 1))
		return -1;
	ret = aio_begin(a, IOCB_CMD_PREAD, loop, at, LENGTH);
	for (i = 0; !ret && !held; i++) {
		usleep(1000);
		if (i == PATIENCE ||
		    pread(a->fd, &held, 1, FUSE_GATE_OFFSET) != 1)
			ret = attempt_setup_error(a, "a read that does not arrive");
	}
	if (ret)
		set_gate(a, 0);
	return ret;
}

/* Opens the gate and waits for the read; 0 if it is whole. */
static long finish_read(struct attempt *a)
{
	long ret = set_gate(a, 0);

	if (!ret)
		ret = aio_end(a);
	return ret < 0 ? ret : ret - LENGTH;
}

static int fill_target(struct attempt *a)
{
	char data[LENGTH];

	return target_write_pattern(a, data, sizeof(data), PATTERN_DEVICE, 0);
}

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
	const int loop = open_loop(a);
	pid_t child;
	long ret;

	if (!at || loop < 0 || fill_target(a))
		return -1;
	memset(at, 0, page);
	ret = submit_read(a, loop, at);
	if (ret)
		return ret;
	child = fork_and_wait();
	at[page - 1] = 1;
	ret = finish_read(a);
	a->wrong_data = !ret && !pattern_is(at, LENGTH, PATTERN_DEVICE, 0);
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
	return n == getpagesize() && !memcmp(at, data, LENGTH);
}

/* bio_check_pages_dirty() must dirty a page that fsync() cleaned meanwhile. */
static long clean_during_read(struct attempt *a)
{
	char data[LENGTH], *at;
	int file = -1, loop;
	long ret;

	at = map_clean_page(a, &file);
	if (!at)
		return -1;
	loop = open_loop(a);
	if (loop < 0 || fill_target(a))
		return -1;
	ret = submit_read(a, loop, at);
	if (ret)
		return ret;
	if (fsync(file))
		attempt_setup_error(a, "fsync");
	ret = finish_read(a);
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
