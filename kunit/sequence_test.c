// SPDX-License-Identifier: GPL-2.0
/*
 * Sequences: calls in any order on one iterator, over any layout. They are
 * random, but the same ones in each run: pincer.seed= changes them.
 */
#include <linux/moduleparam.h>
#include <linux/sched.h>

#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "sequence.h"
#include "suites.h"
#include "param_prefix.h"

static unsigned int seed = 1;
module_param(seed, uint, 0644);
MODULE_PARM_DESC(seed, "which sequences of calls are tried on iterators");

static unsigned int rounds = 150;
module_param(rounds, uint, 0644);
MODULE_PARM_DESC(rounds, "how many sequences of calls, for each flavour");

/* "wrong_advance:b0+4;advance,revert", and all arguments in the log. */
static void report(struct kunit *test, struct trial *t, struct sequence *s,
		   unsigned int round, char *observed)
{
	char text[LAYOUT_TEXT];
	unsigned int i, failed;
	const char *wrong;

	sequence_shrink(t, s);
	wrong = sequence_run(t, s, &failed) ?: "unstable";
	layout_print(&s->layout, text);
	kunit_info(test, "%s over %s, seed %u, round %u:\n", wrong, text, seed,
		   round);
	snprintf(observed, CLAIM_TEXT, "%s:%s", wrong, text);
	for (i = 0; i < s->nr; i++) {
		const struct op *op = &s->op[i];

		kunit_info(test, "  %s, %u bytes, %u entries\n", op_name(op),
			   op->bytes, op->max);
		strlcat(observed, i ? "," : ";", CLAIM_TEXT);
		strlcat(observed, op_name(op), CLAIM_TEXT);
	}
}

static void try_rounds(struct kunit *test, struct trial *t, unsigned int salt,
		       char *observed)
{
	unsigned int i, failed;
	struct rnd_state rnd;
	struct sequence s;

	strscpy(observed, "same", CLAIM_TEXT);
	for (i = 0; i < rounds; i++) {
		prandom_seed_state(&rnd, ((u64)seed << 32) + i * 64 + salt);
		sequence_any(&rnd, t->generator, &s);
		if (sequence_run(t, &s, &failed)) {
			report(test, t, &s, i, observed);
			return;
		}
		cond_resched();
	}
}

static void claim_sequences(struct kunit *test, unsigned int number)
{
	unsigned int direction = number % 2 ? WRITE : READ;
	const struct generator *g = generator_at(number / 2);
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	struct trial *t;

	snprintf(id, sizeof(id), "iov_iter.any.%s.sequence:%s",
		 g->flavour.name, direction_name(direction));
	t = trial_make(test, id, g, direction);
	if (!t)
		return;
	if (arena_fill(&t->arena)) {
		claim_error(test, id, "arena_fill()", -ENOMEM);
	} else {
		try_rounds(test, t, number, observed);
		claim(test, id, observed, "same");
	}
	trial_free(t);
}

/* One parameter for each flavour and direction, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;
	const struct generator *g = generator_at(number / 2);

	if (!g)
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s:%s", g->flavour.name,
		 direction_name(number % 2 ? WRITE : READ));
	return (const void *)(number + 1);
}

static void sequences(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;

	if (!number)
		kunit_info(test, "pincer.seed=%u pincer.rounds=%u\n", seed,
			   rounds);
	claim_sequences(test, number);
}

PINCER_CASE_BODY(sequences, points)

static struct kunit_case cases[] = {
	PINCER_CASE(sequences, points),
	{ }
};

struct kunit_suite pincer_sequence_suite = {
	.name = "pincer_sequence",
	.test_cases = cases,
};
