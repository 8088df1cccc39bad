/* SPDX-License-Identifier: GPL-2.0 */
/* Makes the mappings of a layout, side by side, and verifies them. */
#ifndef PINCER_BUILD_LAYOUT_H
#define PINCER_BUILD_LAYOUT_H

#include "model/layout.h"
#include "lib/attempt.h"

/**
 * build_layout() - make a buffer of one or two parts
 * @l: the layout
 * @a: with len, without parts; receives the parts and the buffer: of two parts
 *	the pages that meet, of a single one those from the second on (from
 *	the first of a kind of which only that is of use)
 * @failed: receives the part that could not be made, NULL for the buffer
 *
 * Return: 0, or -errno; why is in the failed part, or in a->setup_error.
 */
int build_layout(const struct layout *l, struct attempt *a,
		 struct part **failed);

/** layout_close_files() - close the files of all parts, once nobody pins them */
void layout_close_files(struct attempt *a);

/**
 * layout_undo() - give back all that build_layout() made, or had begun to make,
 *	and attempt_memory()
 * @a: the attempt; without parts then
 */
void layout_undo(struct attempt *a);

/**
 * layout_verify() - let every part prove what it is
 * @a: the attempt
 * @text: receives the evidence, or what refutes it
 * @size: bytes in @text
 *
 * Return: 0 or -EINVAL.
 */
int layout_verify(const struct attempt *a, char *text, size_t size);

/**
 * part_apply_state() - do to the pages of one part what a state says, and
 *	prove it, as below
 */
int part_apply_state(struct part *part, enum state state, char *text,
		     size_t size);

/**
 * layout_apply_state() - do to the pages what the layout says, and prove by the
 *	page table that it was done, or that nothing was
 * @a: the attempt
 * @l: the layout that was built
 * @text: the evidence is appended, or what refutes it
 * @size: bytes in @text
 *
 * Return: 0 or -EINVAL.
 */
int layout_apply_state(struct attempt *a, const struct layout *l, char *text,
		       size_t size);

#endif
