/* SPDX-License-Identifier: GPL-2.0 */
/* Who notices a mutant: its cells beside those of the kernel without it. */
#ifndef PINCER_MUTANT_NOTICE_H
#define PINCER_MUTANT_NOTICE_H

#include "results/mutant.h"
#include "results/results.h"

#define MUTANT_GLOBS_MAX 32

/**
 * struct mutant_globs - the patterns of a mutant's notices
 * @text: they point into this
 * @glob: the patterns
 * @nr: how many
 */
struct mutant_globs {
	char text[sizeof(((struct mutant *)0)->notices)];
	const char *glob[MUTANT_GLOBS_MAX];
	size_t nr;
};

/** mutant_globs_split() - the patterns of a mutant */
void mutant_globs_split(struct mutant_globs *g, const struct mutant *m);

/** mutant_globs_rank() - the first pattern that fits an id, @g->nr for none */
size_t mutant_globs_rank(const struct mutant_globs *g, const char *id);

/**
 * mutant_check_globs() - whether each of a mutant's patterns fits a contract
 * @m: the mutant; MUTANT_UNFIT, reported, when one does not
 * @ids: the ids that there are
 * @nr: how many
 */
void mutant_check_globs(struct mutant *m, const char *const *ids, size_t nr);

/**
 * struct baseline - the kernel without any mutant switched on
 * @r: its results
 * @by_id: its cells, sorted by id
 */
struct baseline {
	struct results r;
	const struct cell **by_id;
};

/** baseline_sort() - fill in @by_id; 0 or -ENOMEM, reported */
int baseline_sort(struct baseline *b);

/** baseline_free() - free everything */
void baseline_free(struct baseline *b);

/**
 * mutant_compare() - add what a mutant's guests showed to what is known of it
 * @m: the mutant
 * @r: the results of its guests alone, judged
 * @b: the kernel without it
 *
 * A contract notices when it fails or drifts, and does not without the mutant.
 */
void mutant_compare(struct mutant *m, const struct results *r,
		    const struct baseline *b);

/**
 * mutant_conclude() - set @m->state by what is known of it
 *
 * What fails though no guest reached the place, and each of them reported that,
 * is a false alarm.
 */
void mutant_conclude(struct mutant *m);

#endif
