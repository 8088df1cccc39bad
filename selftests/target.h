/* SPDX-License-Identifier: GPL-2.0 */
/* What a door reads from or writes to: a device or a file, with O_DIRECT. */
#ifndef PINCER_TARGET_H
#define PINCER_TARGET_H

#include <sys/types.h>

#include "door.h"

/* Where on the target doors work, bytes: whole pages of any size. */
#define TARGET_OFFSET (1 << 20)

#define TARGETS_MAX 16

/**
 * struct target - what one environment variable names
 * @env: the variable
 * @fd: its descriptor, or -errno
 * @broken: why it could not be opened, or ""
 */
struct target {
	const char *env;
	int fd;
	char broken[sizeof(((struct attempt *)NULL)->broken)];
};

/** struct targets - targets of all cases of a run */
struct targets {
	struct target list[TARGETS_MAX];
	int nr;
};

/**
 * target_open() - the target of a door, proved to be of its kind
 * @t: what is known of targets; one that is not is opened, once, and stays so
 * @a: with door; receives why it could not be opened
 *
 * Return: a descriptor with O_DIRECT, or -errno after attempt_broken().
 */
int target_open(struct targets *t, struct attempt *a);

/**
 * target_is_nvme() - whether a file or device lies on an NVMe
 * @fd: the target
 */
bool target_is_nvme(int fd);

/**
 * target_fill() - write the device's pattern to where the buffer's data will
 *	come from or go to, and to the pages around it
 * @a: with fd and len
 *
 * Return: 0, or -errno after attempt_broken().
 */
int target_fill(struct attempt *a);

/**
 * target_check_written() - look at what arrived on the target
 * @a: the attempt; wrong_data is set when it is not what the buffer held, or
 *	when anything else there has changed
 * @ret: what the door returned: bytes or a negative errno
 *
 * Return: 0, or -errno after attempt_broken().
 */
int target_check_written(struct attempt *a, long ret);

#endif
