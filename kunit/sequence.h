/* SPDX-License-Identifier: GPL-2.0 */
/* Sequences of calls on one iterator, each checked against the model. */
#ifndef PINCER_SEQUENCE_H
#define PINCER_SEQUENCE_H

#include "trial.h"

#define SEQUENCE_OPS 12

/**
 * struct op - one call
 * @kind: which, by number
 * @api: for those that extract, the call by number
 * @max: entries
 * @bytes: as many of them as there are
 */
struct op {
	unsigned char kind;
	unsigned char api;
	unsigned char max;
	unsigned int bytes;
};

/** struct sequence - what is done with an iterator over a layout */
struct sequence {
	struct layout layout;
	unsigned int nr;
	struct op op[SEQUENCE_OPS];
};

/** sequence_any() - draw a sequence */
void sequence_any(struct rnd_state *rnd, const struct generator *g,
		  struct sequence *s);

/**
 * sequence_run() - run it
 * @t: where
 * @s: the sequence
 * @failed: receives the number of the call that went wrong
 *
 * Return: NULL, or what is wrong as a word.
 */
const char *sequence_run(struct trial *t, const struct sequence *s,
			 unsigned int *failed);

/** sequence_shrink() - leave out and simplify what it fails without */
void sequence_shrink(struct trial *t, struct sequence *s);

/** op_name() - the name of a call, for a person */
const char *op_name(const struct op *op);

#endif
