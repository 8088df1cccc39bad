/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A buffer that the kernel registers with an io_uring: the memory of a request
 * to a ublk disk that this process serves.
 */
#ifndef PINCER_UBLK_BUFFER_H
#define PINCER_UBLK_BUFFER_H

#include "lib/ublk.h"

/* Bytes on each side of the buffer that must not change. */
#define UBLK_BUFFER_MARGIN 512

/**
 * struct ublk_buffer - a request and its buffer
 * @disk: the disk that it is made to
 * @what: UBLK_READ or UBLK_WRITE, as its client sees it
 * @other: another ring that the buffer is used through, or NULL
 * @memory: the client's pages; the buffer begins UBLK_BUFFER_MARGIN into them
 * @copy: memory to read the disk into
 * @len: of the buffer, bytes; it holds parts of the first and the last page
 */
struct ublk_buffer {
	struct ublk disk;
	enum ublk_order what;
	struct ring *other;
	char *memory, *copy;
	size_t len;
};

/**
 * ublk_buffer_open() - add a disk, and have its client make a request
 * @a: the attempt
 * @l: filled in
 * @what: the request; its buffer holds PATTERN_MEMORY, the disk PATTERN_DEVICE
 * @features: UBLK_F_*
 *
 * Return: 0 once the server has the request, or -errno after
 * attempt_setup_error().
 */
long ublk_buffer_open(struct attempt *a, struct ublk_buffer *l,
		      enum ublk_order what, __u64 features);

/**
 * ublk_buffer_close() - delete the disk, whether or not the request has ended
 *
 * Return: 0; a disk that cannot be deleted is a disagreement.
 */
long ublk_buffer_close(struct attempt *a, struct ublk_buffer *l);

/**
 * ublk_buffer_move() - transfer between the buffer and its range of the disk
 * @l: the buffer
 * @opcode: IORING_OP_READ_FIXED or IORING_OP_WRITE_FIXED
 * @from: offset in both, bytes
 * @len: bytes
 *
 * Return: bytes or -errno.
 */
long ublk_buffer_move(struct ublk_buffer *l, int opcode, size_t from,
		      size_t len);

/**
 * ublk_buffer_move_segments() - transfer between segments of the buffer and the
 *	beginning of its range of the disk
 * @l: the buffer
 * @opcode: RING_READV_FIXED or RING_WRITEV_FIXED
 * @segment: the segments, with offsets in the buffer for addresses
 * @nr: how many
 *
 * Return: bytes or -errno.
 */
long ublk_buffer_move_segments(struct ublk_buffer *l, int opcode,
			     const struct iovec *segment, int nr);

/* Each of these returns false after scenario_answer() noted a difference. */

/** ublk_buffer_register() - REGISTER_IO_BUF into an empty slot, once */
bool ublk_buffer_register(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_unregister() - UNREGISTER_IO_BUF, which empties the slot */
bool ublk_buffer_unregister(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_no_more() - EFAULT: the slot is empty */
bool ublk_buffer_is_no_more(struct attempt *a, struct ublk_buffer *l,
			    const char *when);

/** ublk_buffer_is_one_way() - EFAULT in the other direction, or past its end */
bool ublk_buffer_is_one_way(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_used() - all of it moves in its direction */
bool ublk_buffer_is_used(struct attempt *a, struct ublk_buffer *l);

/** ublk_segments_are_one_way() - the same of READV_FIXED, WRITEV_FIXED */
bool ublk_segments_are_one_way(struct attempt *a, struct ublk_buffer *l);

/** ublk_segments_are_used() - the same by READV_FIXED or WRITEV_FIXED */
bool ublk_segments_are_used(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_done() - the client's request ends, with the right data */
bool ublk_buffer_is_done(struct attempt *a, struct ublk_buffer *l);

#endif
