/* SPDX-License-Identifier: GPL-2.0 */
/* What comes of a contract. */
#ifndef PINCER_OUTCOME_H
#define PINCER_OUTCOME_H

/**
 * struct outcome - what must come of a contract
 * @ret: bytes or a negative errno
 * @flaws: what else is seen, as run.c words it: "!pins", "!warning!taint"; NULL
 *	for nothing
 */
struct outcome {
	long ret;
	const char *flaws;
};

#endif
