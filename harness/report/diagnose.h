/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What explains the cells of a kernel that are not as promised: what most of them
 * share, and others do not, comes first.
 */
#ifndef PINCER_DIAGNOSE_H
#define PINCER_DIAGNOSE_H

#include "results/results.h"

/* Fewer cells than this speak for themselves. */
#define DIAGNOSE_LEAST 6

/* Groups of a kernel at most. */
#define DIAGNOSE_GROUPS 10

/**
 * enum clue - what cells may share, the most telling first
 * @CLUE_COMMIT: the reason of a drift, which names a commit
 * @CLUE_REASON: the reason, its numbers aside: a warning, a panic, a leak
 * @CLUE_PREFIX: what their ids begin with: an interface, a door
 * @CLUE_PART: a part of their ids: a mapping, a device, a flavour
 * @CLUE_OUTCOME: what was observed, and what was expected
 */
enum clue { CLUE_COMMIT, CLUE_REASON, CLUE_PREFIX, CLUE_PART, CLUE_OUTCOME };

/**
 * struct clue_group - cells that one clue explains
 * @clue: what they share
 * @text: which: a reason, a beginning, a part, or "EFAULT, expected ok"
 * @bad: cells that are not as promised
 * @tried: cells of this kernel that share it
 * @first: the first of the bad cells that was tried, by its place
 */
struct clue_group {
	enum clue clue;
	char text[320];
	size_t bad, tried;
	size_t first;
};

/**
 * struct diagnosis - all groups of a kernel
 * @of: the most telling first
 * @nr: how many
 * @bad: cells that are not as promised
 * @tried: cells that are no skips
 * @group: of each cell of the results, its group and one, 0 for none
 */
struct diagnosis {
	struct clue_group of[DIAGNOSE_GROUPS];
	size_t nr;
	size_t bad, tried;
	unsigned char *group;
};

/**
 * diagnose() - group the cells of a kernel that are not as it must be
 * @d: filled in; diagnosis_free() gives it back
 * @r: the results, judged
 * @kernel: the kernel
 *
 * Return: 0 or -ENOMEM.
 */
int diagnose(struct diagnosis *d, const struct results *r, size_t kernel);

/** diagnosis_free() - give a diagnosis back */
void diagnosis_free(struct diagnosis *d);

#endif
