/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A buffer that the kernel registers with an io_uring: the memory of a request
 * to a disk that this process serves, lent to it for the time being.
 */
#ifndef PINCER_UBLK_BUFFER_H
#define PINCER_UBLK_BUFFER_H

#include "lib/ublk.h"

/* How much beside the buffer must stay as it is, bytes. */
#define UBLK_BUFFER_MARGIN 512

/**
 * struct ublk_buffer - a request and its buffer
 * @disk: the disk that it is made to
 * @what: UBLK_READ or UBLK_WRITE, as its client sees it
 * @other: another ring that the buffer is used through, or NULL
 * @memory: the client's pages; the buffer lies UBLK_BUFFER_MARGIN behind where they
 *	begin
 * @copy: of the disk, for us to look at
 * @len: of the buffer, bytes: some pages in a row, neither the first nor the
 *	last of them all of it
 */
struct ublk_buffer {
	struct ublk disk;
	enum ublk_order what;
	struct ring *other;
	char *memory, *copy;
	size_t len;
};

/**
 * ublk_buffer_open() - make a disk, and have its client make a request
 * @a: the attempt; says why there is none
 * @l: filled in
 * @what: the request. Its buffer holds the memory's pattern, the disk the
 *	device's
 * @features: of the disk
 *
 * Return: 0, when the server has the request, or -errno.
 */
long ublk_buffer_open(struct attempt *a, struct ublk_buffer *l,
		      enum ublk_order what, __u64 features);

/**
 * ublk_buffer_close() - take the disk away, whatever has become of the request
 *
 * Return: 0; when the disk does not go, that is a disagreement.
 */
long ublk_buffer_close(struct attempt *a, struct ublk_buffer *l);

/**
 * ublk_buffer_move() - between the buffer and its place on the disk
 * @l: the buffer
 * @opcode: IORING_OP_READ_FIXED or IORING_OP_WRITE_FIXED
 * @from: where in both, bytes
 * @len: bytes
 *
 * Return: bytes or -errno.
 */
long ublk_buffer_move(struct ublk_buffer *l, int opcode, size_t from,
		      size_t len);

/**
 * ublk_buffer_move_pieces() - between pieces of the buffer and the beginning of its
 *	place on the disk
 * @l: the buffer
 * @opcode: RING_READV_FIXED or RING_WRITEV_FIXED
 * @piece: the pieces, with places in the buffer for addresses
 * @nr: how many
 *
 * Return: bytes or -errno.
 */
long ublk_buffer_move_pieces(struct ublk_buffer *l, int opcode,
			     const struct iovec *piece, int nr);

/* Each of these says whether all is as it has to be; if not, @a says what. */

/** ublk_buffer_register() - the buffer comes into the slot, where none was before */
bool ublk_buffer_register(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_unregister() - it goes, once, and cannot be used any more */
bool ublk_buffer_unregister(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_no_more() - it cannot be used */
bool ublk_buffer_is_no_more(struct attempt *a, struct ublk_buffer *l,
			    const char *when);

/** ublk_buffer_is_one_way() - refused: the other direction, and what lies behind it */
bool ublk_buffer_is_one_way(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_used() - all of it moves in its direction */
bool ublk_buffer_is_used(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_one_way_in_pieces() - as ublk_buffer_is_one_way(), for several at once */
bool ublk_buffer_is_one_way_in_pieces(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_used_in_pieces() - as ublk_buffer_is_used(), all of them at once */
bool ublk_buffer_is_used_in_pieces(struct attempt *a, struct ublk_buffer *l);

/** ublk_buffer_is_done() - the client has what it asked for */
bool ublk_buffer_is_done(struct attempt *a, struct ublk_buffer *l);

#endif
