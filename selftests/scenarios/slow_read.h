/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An O_DIRECT read that is in flight for as long as a case wants: from a loop
 * device over a FUSE file, whose server answers once its gate is open.
 */
#ifndef PINCER_SLOW_READ_H
#define PINCER_SLOW_READ_H

#include "lib/attempt.h"

/* Bytes that are read, to the beginning of a page. */
#define SLOW_READ_LENGTH 512

/**
 * slow_read_open() - attach a loop device, detached by its last close(), to the
 *	FUSE file a->fd
 *
 * Return: a descriptor, or -errno after attempt_skip() or
 * attempt_setup_error().
 */
int slow_read_open(struct attempt *a);

/** slow_read_fill() - write what is to be read to the file; 0 or -errno */
int slow_read_fill(struct attempt *a);

/**
 * slow_read_begin() - submit a read, and wait until the server holds it
 * @a: the attempt
 * @loop: the loop device
 * @at: the memory
 *
 * Return: 0 or -errno.
 */
long slow_read_begin(struct attempt *a, int loop, char *at);

/** slow_read_end() - have the server answer, and wait: 0 if the read is whole */
long slow_read_end(struct attempt *a);

#endif
