// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "lib/memlock.h"
#include "lib/pin_counters.h"
#include "lib/references.h"
#include "lib/request_tags.h"
#include "scenarios/remains.h"
#include "scenarios/scenario.h"

/* The kernel gives some things back asynchronously: a second in all. */
#define STEPS 14
#define STEP_US 60

/* Outside guests udev locks a disk for a moment when a writer closes it. */
static long lock_at_last(int fd)
{
	long ret = -EWOULDBLOCK;
	int i;

	for (i = 0; i < STEPS && ret == -EWOULDBLOCK; i++) {
		ret = or_errno(flock(fd, LOCK_EX | LOCK_NB));
		if (ret == -EWOULDBLOCK)
			usleep(STEP_US << i);
	}
	return ret;
}

/* The lock is that of a struct file, and ends with its last reference. */
static long unlocked(int fd)
{
	const long ret = lock_at_last(fd);

	flock(fd, LOCK_UN);
	return ret;
}

/* A FUSE server has neither locks nor a disk. */
static bool has_file(const struct attempt *a)
{
	return a->fd >= 0 && a->contract->need->target != TARGET_FUSE;
}

static int open_again(int fd)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return open(path, O_RDWR | O_DIRECT | O_CLOEXEC);
}

static bool charges(const struct attempt *a)
{
	return a->contract->props->flags & (D_LONGTERM | D_LOCK);
}

/* Pages that are pinned now, of anybody. */
static long pins_held(void)
{
	struct pin_counters counters;
	struct pins now;

	pin_counters_open(&counters);
	now = pin_counters_read(&counters);
	pin_counters_close(&counters);
	return now.acquired - now.released;
}

long remains_begin(struct attempt *a, struct remains *r)
{
	int fd;

	*r = (struct remains){ .target = -1, .requests = -1 };
	r->pins = charges(a) ? pins_held() : 0;
	if (!has_file(a))
		return 0;
	fd = open_again(a->fd);
	if (fd < 0)
		return attempt_setup_error(a, "the target once more");
	if (lock_at_last(fd)) {
		close(fd);
		return attempt_setup_error(a, "a lock on the target");
	}
	r->target = a->fd;
	a->fd = fd;
	r->requests = request_tags_busy(fd);
	return 0;
}

long remains_note(struct attempt *a, struct remains *r)
{
	if (footprint_take(&r->footprint))
		return attempt_setup_error(a, "/proc/self");
	r->pinned = charges(a) ? memlock_charge() : 0;
	r->locked = charges(a) ? memlock_locked() : 0;
	return 0;
}

/* What stays in this process is a verdict on the kernel, not on the test. */
static bool has_footprint(struct attempt *a, const struct footprint *was)
{
	struct footprint is;
	const char *left;

	if (footprint_take(&is))
		return attempt_setup_error(a, "/proc/self"), false;
	left = footprint_change(was, &is);
	if (!left)
		return true;
	snprintf(a->note, NOTE_MAX, "calls that failed left behind: %s", left);
	a->keeps = true;
	return false;
}

bool remains_nothing(struct attempt *a, const struct remains *r)
{
	if (!has_footprint(a, &r->footprint))
		return false;
	if (!charges(a))
		return true;
	return scenario_answer(a, "VmPin", memlock_charge_at_last(r->pinned),
			       r->pinned) &&
	       scenario_answer(a, "VmLck", memlock_locked(), r->locked);
}

static long requests_at_last(int fd, long want)
{
	long now = want;
	int i;

	for (i = 0; i < STEPS; i++) {
		now = request_tags_busy(fd);
		if (now <= want)
			return want;
		usleep(STEP_US << i);
	}
	return now;
}

bool remains_end(struct attempt *a, struct remains *r)
{
	if (r->target < 0)
		return true;
	close(a->fd);
	a->fd = r->target;
	r->target = -1;
	return scenario_answer(a, "a reference to the target that is left",
			       unlocked(a->fd), 0) &&
	       scenario_answer(a, "requests of its disk",
			       requests_at_last(a->fd, r->requests),
			       r->requests);
}

/* Pages that are released asynchronously: F_SEAL_WRITE waits 150 ms for one. */
static void await_pins(const struct attempt *a, const struct remains *r)
{
	int i;

	for (i = 0; i < STEPS && charges(a) && pins_held() > r->pins; i++)
		usleep(STEP_US << i);
}

bool remains_no_reference(struct attempt *a, const struct remains *r,
			  int memfd)
{
	long ret = -EBUSY;
	int i;

	await_pins(a, r);
	for (i = 0; i < STEPS && ret == -EBUSY; i++) {
		ret = references_gone(memfd);
		if (ret == -EBUSY)
			usleep(STEP_US << i);
	}
	return scenario_answer(a, "F_SEAL_WRITE, when nobody uses the memory",
			       ret, 0);
}
