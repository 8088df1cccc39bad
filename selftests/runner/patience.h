/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How long a run waits for what may never come: a process that hangs, pins and
 * huge pages that leak. On a kernel that breaks no promise nothing is waited for
 * in vain, and each wait may take its time.
 */
#ifndef PINCER_PATIENCE_H
#define PINCER_PATIENCE_H

#include "model/hangs.h"

/* How long a case may be silent before its outcome is "timeout", seconds. */
#define RUN_DEADLINE 20

#define PATIENCE_DOORS 320

/**
 * struct patience_door - what came of a door, or of a family
 * @name: its name
 * @worked: how many of its cases ended by themselves
 * @vain: of how many the pins or huge pages were waited for in vain
 */
struct patience_door {
	char name[CONTRACT_ID_MAX];
	int worked;
	int vain;
};

/**
 * struct patience - what came of the cases of a run
 * @of: the doors and families
 * @nr: how many
 * @vain: in how many cases something was waited for in vain
 * @slowest: the longest that a case took that ended by itself, seconds
 */
struct patience {
	struct patience_door of[PATIENCE_DOORS];
	int nr;
	int vain;
	double slowest;
};

/** patience_deadline() - seconds of silence until a case counts as hanging */
double patience_deadline(const struct patience *p, const struct hangs *h);

/** patience_worked() - a case ended by itself */
void patience_worked(struct patience *p, const char *id, double seconds);

/** patience_count() - how many cases of a door ended by themselves */
int patience_count(const struct patience *p, const char *id);

/* Microseconds, for the pins of a case whose kernel is known to lose some. */
#define SETTLE_LEAK 60000

/**
 * patience_settle() - how long pins may take to come back
 * @p: what was waited for before
 * @id: the case
 * @gone: its process has ended, which is when the last pins may come back
 *
 * Return: microseconds.
 */
long patience_settle(const struct patience *p, const char *id, bool gone);

/** patience_vain() - they never came */
void patience_vain(struct patience *p, const char *id);

#endif
