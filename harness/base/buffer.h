/* SPDX-License-Identifier: GPL-2.0 */
/* A buffer that grows while a descriptor is read into it. */
#ifndef PINCER_BUFFER_H
#define PINCER_BUFFER_H

#include <stddef.h>
#include <sys/types.h>

/**
 * struct buffer - what was read, to be zeroed before use
 * @bytes: the bytes, with a NUL behind them; to be freed. NULL before the
 *	first buffer_read()
 * @length: how many
 * @room: bytes that were allocated
 */
struct buffer {
	char *bytes;
	size_t length;
	size_t room;
};

/**
 * buffer_read() - append what one read() of a descriptor gives
 * @b: the buffer
 * @fd: the descriptor
 *
 * Return: how many bytes, 0 at the end of the file, or a negative errno, not
 * reported.
 */
ssize_t buffer_read(struct buffer *b, int fd);

#endif
