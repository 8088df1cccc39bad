/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cases that hung, or took their guest along, and what is to blame: a door, a
 * mapping or a device. Others of the same door, mapping or device would hang as
 * well, for RUN_DEADLINE each.
 *
 * What is to blame after two cases is not tried further in that guest. A fresh
 * guest tries it once more; after a third one its cases are not run.
 */
#ifndef PINCER_HANGS_H
#define PINCER_HANGS_H

#include "model/hang.h"

#define HANGS_MAX 40

/* What the reason of each case begins with that is held back. */
#define HANGS_NOT_RUN "not run, "

/**
 * struct hangs - the cases of a kernel that hung
 * @of: in the order in which they did
 * @nr: how many
 */
struct hangs {
	struct hang of[HANGS_MAX];
	int nr;
};

/**
 * struct blame - why a case is held back
 * @culprit: what is to blame, CULPRIT_NONE if the case may be tried
 * @first: the first case that it is to blame for
 * @final: it hung in a fresh guest, too
 */
struct blame {
	enum culprit culprit;
	const struct hang *first;
	bool final;
};

/**
 * hangs_add() - a case hung
 * @h: the hangs
 * @id: the case
 * @how: how it ended
 * @worked: cases of its door that had ended well before
 * @here: in this guest, not in one before
 */
void hangs_add(struct hangs *h, const char *id, enum outcome_kind how,
	       int worked, bool here);

/** hangs_blame() - what is to blame, if a case would hang too */
struct blame hangs_blame(const struct hangs *h, const char *id);

/**
 * hangs_reason() - "not run, its door hangs (first seen in ID)"
 * @b: why it is not run
 * @buf: receives the text
 * @size: bytes in @buf
 */
void hangs_reason(const struct blame *b, char *buf, size_t size);

#endif
