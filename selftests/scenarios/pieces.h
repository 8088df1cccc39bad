/* SPDX-License-Identifier: GPL-2.0 */
/* Data in many pieces, and the bytes that have to arrive. */
#ifndef PINCER_PIECES_H
#define PINCER_PIECES_H

#include <sys/uio.h>

#include "lib/attempt.h"

/* More than MAX_SKB_FRAGS, which is 17 unless a kernel is built otherwise. */
#define PIECES_MAX 40
/* All pieces together are shorter: a socket's buffer holds them. */
#define PIECES_BYTES_MAX (32 << 10)
/* Their sum is a multiple of this, as a cipher wants it. */
#define PIECES_UNIT 16

/**
 * enum pieces_kind - how pieces lie in the source
 * @PIECES_NEIGHBOURS: each begins where the last one ended, in one page
 * @PIECES_SCATTERED: each is in another page than the last one; some begin at
 *	the place in the page where that one ended
 * @PIECES_CROSSING: each begins in one page and ends in the next
 */
enum pieces_kind {
	PIECES_NEIGHBOURS, PIECES_SCATTERED, PIECES_CROSSING, PIECES_KINDS,
};

/**
 * struct field - memory that the pieces are cut from, and room for the answers
 * @file: a memfd that may be sealed
 * @source: all of it, mapped; it holds a pattern
 * @want: receives the pieces' bytes, in their order
 * @got: for what arrived
 */
struct field {
	int file;
	char *source, *want, *got;
};

/** struct pieces - of the source */
struct pieces {
	struct iovec iov[PIECES_MAX];
	int nr;
	size_t total;
};

/** field_length() - bytes of the source */
size_t field_length(void);

/** field_open() - 0, or -errno after attempt_setup_error() */
long field_open(struct attempt *a, struct field *f);

/**
 * field_close() - unmap the source, and ask whether its pages are free
 * @a: the attempt; it disagrees, with a note, when somebody still refers to one
 * @f: the field
 */
void field_close(struct attempt *a, const struct field *f);

/**
 * pieces_cut() - choose pieces of odd sizes, the same on each run
 * @p: filled in
 * @f: the source; f->want receives the bytes
 * @kind: how they lie
 * @nr: how many, at most PIECES_MAX
 */
void pieces_cut(struct pieces *p, const struct field *f, enum pieces_kind kind,
		int nr);

/** pieces_name() - a kind, for people */
const char *pieces_name(enum pieces_kind kind);

#endif
