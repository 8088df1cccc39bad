/* SPDX-License-Identifier: GPL-2.0 */
/* Asynchronous I/O by io_submit(), one request at a time. */
#ifndef PINCER_AIO_H
#define PINCER_AIO_H

#include <linux/aio_abi.h>

#include "lib/attempt.h"

/**
 * aio_begin() - submit a request at TARGET_OFFSET
 * @a: the attempt
 * @opcode: IOCB_CMD_PREAD or IOCB_CMD_PWRITE
 * @fd: the file
 * @at: the memory
 * @len: bytes
 *
 * Return: 0, or -errno of the submission; what is missing is in @a.
 */
long aio_begin(struct attempt *a, int opcode, int fd, void *at, size_t len);

/**
 * aio_ended() - whether it has ended by now
 * @ret: receives bytes or -errno, if so
 *
 * When it has, there is nothing to wait for any more.
 */
bool aio_ended(long *ret);

/** aio_end() - wait for it: bytes or -errno */
long aio_end(struct attempt *a);

#endif
