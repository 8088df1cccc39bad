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

#include <stdbool.h>
#include <stddef.h>

#include "model/contract.h"

#define HANGS_MAX 40

/* What the reason of each case begins with that is held back. */
#define HANGS_NOT_RUN "not run, "

/**
 * enum culprit - what is to blame for a hang
 * @CULPRIT_NONE: nothing that other cases share
 * @CULPRIT_HERE: mappings at a door, one case is enough
 * @CULPRIT_DOOR: a door with two layouts before which it worked with few, or
 *	with four; of a scenario or a KUnit suite, what its id begins with
 * @CULPRIT_MAPPING: mappings, at two doors that are not to blame
 * @CULPRIT_TARGET: a kind of device or file, behind two doors that are to blame
 *	and of two interfaces
 * @CULPRIT_INTERFACE: what several doors begin with, behind three that are to
 *	blame; or four scenarios
 * @CULPRIT_KERNEL: HANGS_MAX cases hung
 */
enum culprit {
	CULPRIT_NONE, CULPRIT_HERE, CULPRIT_DOOR, CULPRIT_MAPPING,
	CULPRIT_TARGET, CULPRIT_INTERFACE, CULPRIT_KERNEL,
};

/**
 * struct hang - a case that hung
 * @id: the contract, or the KUnit suite
 * @how: how it ended
 * @here: in this guest
 * @worked: cases of its door that had ended well before
 * @target: the device or file behind its door
 * @culprit: CULPRIT_DOOR or CULPRIT_MAPPING once that is known
 */
struct hang {
	char id[CONTRACT_ID_MAX];
	enum outcome_kind how;
	bool here;
	int worked;
	enum target_kind target;
	enum culprit culprit;
};

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

/** hangs_door_length() - bytes of an id that name its door, or its family */
size_t hangs_door_length(const char *id);

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

/** hangs_same_door() - whether two cases are of one door, or of one family */
bool hangs_same_door(const char *a, const char *b);

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
