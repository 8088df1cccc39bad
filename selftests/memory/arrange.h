/* SPDX-License-Identifier: GPL-2.0 */
/* Lays the mappings of a buffer side by side. */
#ifndef PINCER_ARRANGE_H
#define PINCER_ARRANGE_H

#include "model/contract.h"
#include "lib/attempt.h"

/**
 * arrange() - make the buffer of a contract
 * @c: the contract
 * @a: with len, without parts; receives the parts and the buffer: of two parts
 *	the pages that meet, of a single one those from the second on (from
 *	the first of a kind of which only that is of use)
 * @failed: receives the part that could not be made, NULL for the buffer
 *
 * Return: 0, or -errno; why is in the failed part, or in a->broken.
 */
int arrange(const struct contract *c, struct attempt *a, struct part **failed);

/** arrange_close() - close the files of all parts, when their pages may go */
void arrange_close(struct attempt *a);

/**
 * arrange_undo() - give back all that arrange() made, or had begun to make, and
 *	attempt_memory()
 * @a: the attempt; without parts then
 */
void arrange_undo(struct attempt *a);

/**
 * arrange_prove() - let every part prove what it is
 * @a: the attempt
 * @text: receives the evidence, or what refutes it
 * @size: bytes in @text
 *
 * Return: 0 or -EINVAL.
 */
int arrange_prove(const struct attempt *a, char *text, size_t size);

/**
 * arrange_part_state() - do to the pages of one part what a state says, and
 *	prove it, as below
 */
int arrange_part_state(struct part *part, enum state state, char *text,
		       size_t size);

/**
 * arrange_state() - do to the pages what the contract's state says, and prove
 *	by the page table that it was done, or that nothing was
 * @a: the attempt
 * @state: the state
 * @text: the evidence is appended, or what refutes it
 * @size: bytes in @text
 *
 * Return: 0 or -EINVAL.
 */
int arrange_state(struct attempt *a, enum state state, char *text,
		  size_t size);

#endif
