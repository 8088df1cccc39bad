/* SPDX-License-Identifier: GPL-2.0 */
/* The content of a buffer, before and after it went through a door. */
#ifndef PINCER_BUFFER_H
#define PINCER_BUFFER_H

#include "lib/attempt.h"

/**
 * struct chunk - bytes of a buffer that lie in one page
 * @part: the mapping they belong to
 * @offset: from the part's beginning, bytes
 * @len: how many; 0 past the buffer's end
 */
struct chunk {
	const struct part *part;
	size_t offset;
	size_t len;
};

/**
 * buffer_chunk() - the bytes of a buffer from an offset to the page's end
 * @a: the attempt
 * @from: from the buffer's beginning, bytes
 */
struct chunk buffer_chunk(const struct attempt *a, size_t from);

/**
 * buffer_held() - whether bytes are what the buffer held before the door
 * @a: the attempt
 * @at: the bytes
 * @from: from the buffer's beginning, bytes
 * @len: how many
 */
bool buffer_held(const struct attempt *a, const void *at, size_t from,
		 size_t len);

/**
 * buffer_prefix_may_have_moved() - whether a door that failed may have moved the
 *	pages before the bad one
 * @a: the attempt
 * @ret: what the door returned
 */
bool buffer_prefix_may_have_moved(const struct attempt *a, long ret);

/**
 * buffer_check_read() - compare the buffer with the target's data
 * @a: the attempt; wrong_data is set when the bytes moved differ, or when the
 *	rest of the buffer has changed
 * @ret: what the door returned: bytes or a negative errno
 */
void buffer_check_read(struct attempt *a, long ret);

/**
 * buffer_check_received() - compare the data that a socket received
 * @a: the attempt; wrong_data is set when it differs from the buffer's, or when
 *	more has arrived
 * @socket: the receiving end
 * @copy: memory for the buffer and one byte
 * @sent: bytes that send() returned, or a negative errno
 */
void buffer_check_received(struct attempt *a, int socket, char *copy,
			   long sent);

/**
 * buffer_surroundings_intact() - whether the parts' pages beside the buffer are
 *	unchanged
 * @a: the attempt, after the door was used
 */
bool buffer_surroundings_intact(const struct attempt *a);

/**
 * has_untouchable() - whether the CPU must not access the buffer (T_NO_CPU)
 * @a: the attempt
 */
bool has_untouchable(const struct attempt *a);

#endif
