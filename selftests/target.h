/* SPDX-License-Identifier: GPL-2.0 */
/* What a door reads from or writes to: a device or a file, with O_DIRECT. */
#ifndef PINCER_TARGET_H
#define PINCER_TARGET_H

#include <sys/types.h>

#include "door.h"

/* Where on the target doors work, bytes: whole pages of any size. */
#define TARGET_OFFSET (1 << 20)

#define TARGETS_MAX 16

/** struct targets - targets that were opened, for all cases of a run */
struct targets {
	struct {
		const char *env;
		int fd;
	} open[TARGETS_MAX];
	int nr;
};

/**
 * target_open() - the target of a door, proved to be of its kind
 * @t: those that are open already; an opened one is added and stays open
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
