// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "doors/target.h"
#include "lib/aio.h"
#include "lib/fuse.h"
#include "memory/pattern.h"
#include "scenarios/slow_read.h"

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

int slow_read_open(struct attempt *a)
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

/* A read has begun when the server holds it. */
long slow_read_begin(struct attempt *a, int loop, char *at)
{
	char held = 0;
	long ret;
	int i;

	if (set_gate(a, 1))
		return -1;
	ret = aio_begin(a, IOCB_CMD_PREAD, loop, at, SLOW_READ_LENGTH);
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

long slow_read_end(struct attempt *a)
{
	long ret = set_gate(a, 0);

	if (!ret)
		ret = aio_end(a);
	return ret < 0 ? ret : ret - SLOW_READ_LENGTH;
}

int slow_read_fill(struct attempt *a)
{
	char data[SLOW_READ_LENGTH];

	return target_write_pattern(a, data, sizeof(data), PATTERN_DEVICE, 0);
}
