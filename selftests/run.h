/* SPDX-License-Identifier: GPL-2.0 */
/* Runs one contract, in a child of its own, and says what was seen. */
#ifndef PINCER_RUN_H
#define PINCER_RUN_H

#include "contract.h"
#include "need.h"
#include "observe.h"
#include "report.h"

/* How long one case may take before its outcome is "timeout", seconds. */
#define RUN_DEADLINE 20

/**
 * struct sighting - what came of one case
 * @verdict: V_SKIP or V_ERROR when it could not be tried, V_PASS otherwise:
 *	then @observed is for judge() to judge
 * @observed: "ok", "EINVAL", "4096", "SIGBUS", "timeout", ...; with an
 *	exclamation mark and a word for each thing that must never be:
 *	"4096!data" (other data came out than went in), "!surroundings",
 *	"!pins", "!hugepages", "!warning", "!taint"
 * @reason: of a skip or error, or what the words above are about
 * @proof: what each mapping showed to be what it claims to be
 * @pins_acquired: pages, -1 when not counted
 * @pins_released: pages, -1 when not counted
 * @seconds: how long it took
 */
struct sighting {
	enum verdict verdict;
	char observed[OBSERVED_MAX];
	char reason[256];
	char proof[512];
	long pins_acquired;
	long pins_released;
	double seconds;
};

/**
 * run_contract() - try it
 * @c: the contract
 * @s: what is known of kernel and machine
 * @o: looks at what the case leaves behind
 * @seen: filled in
 */
void run_contract(const struct contract *c, const struct setting *s,
		  struct observer *o, struct sighting *seen);

#endif
