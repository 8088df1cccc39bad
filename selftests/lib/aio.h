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
 * Return: 0, or -errno of io_submit(); after attempt_no_interface() or
 * attempt_setup_error() that of io_setup().
 */
long aio_begin(struct attempt *a, int opcode, int fd, void *at, size_t len);

/**
 * aio_ended() - whether the request has completed; aio_end() is not called then
 * @ret: receives bytes or -errno, if it has
 */
bool aio_ended(long *ret);

/** aio_end() - wait for the request: its bytes or -errno */
long aio_end(struct attempt *a);

#endif
