// SPDX-License-Identifier: GPL-2.0
/* A buffer that grows while a descriptor is read into it. */
#include "base/buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* The first allocation, and the least that a read() is given. */
#define ROOM_FIRST 65536
#define ROOM_LEAST 4096

ssize_t buffer_read(struct buffer *b, int fd)
{
	const size_t room = b->room ? 2 * b->room : ROOM_FIRST;
	ssize_t n;
	char *more;

	if (b->room - b->length < ROOM_LEAST) {
		more = realloc(b->bytes, room);
		if (!more)
			return -ENOMEM;
		b->bytes = more;
		b->room = room;
	}
	do
		n = read(fd, b->bytes + b->length, b->room - b->length - 1);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		b->length += n;
	b->bytes[b->length] = '\0';
	return n < 0 ? -errno : n;
}
