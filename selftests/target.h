/* SPDX-License-Identifier: GPL-2.0 */
/* What a door reads from or writes to: a device or a file, with O_DIRECT. */
#ifndef PINCER_TARGET_H
#define PINCER_TARGET_H

#include <sys/types.h>

#include "door.h"

/* Where on the target doors work, bytes: whole pages of any size. */
#define TARGET_OFFSET (1 << 20)

/**
 * target_open() - open the attempt's target and fill it with the device's
 *	pattern where the buffer's data will come from or go to
 * @a: with target, a block device or a directory for a new file, and nr; fd
 *	is set
 *
 * Comes before the buffer is made: libc may read the clock to name a file,
 * and a buffer may take the vDSO's data away.
 *
 * Return: 0, or -errno after attempt_broken().
 */
int target_open(struct attempt *a);

/**
 * target_check_written() - look at what arrived on the target
 * @a: the attempt; wrong_data is set when it is not what the buffer held, or
 *	when more than that was written
 * @len: how many bytes the kernel said it wrote
 *
 * Return: 0, or -errno after attempt_broken().
 */
int target_check_written(struct attempt *a, size_t len);

/**
 * buffer_check_read() - look at what arrived in the buffer
 * @a: the attempt; wrong_data is set when it is not what the target held
 * @len: how many bytes the kernel said it read
 */
void buffer_check_read(struct attempt *a, size_t len);

#endif
