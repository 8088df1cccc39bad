/* SPDX-License-Identifier: GPL-2.0 */
/* Runs one contract, in a child of its own, and says what was seen. */
#ifndef PINCER_RUN_H
#define PINCER_RUN_H

#include "contract.h"
#include "need.h"
#include "observe.h"
#include "report.h"
#include "target.h"

/* How long a case may be silent before its outcome is "timeout", seconds. */
#define RUN_DEADLINE 20

/**
 * struct sighting - what came of one case
 * @verdict: V_SKIP or V_ERROR when it could not be tried, V_PASS otherwise:
 *	then @observed is for judge() to judge
 * @observed: "ok", "EINVAL", "4096", "SIGBUS", "timeout", ...; with an
 *	exclamation mark and a word for each thing that must never be:
 *	"4096!data" (what the target or the buffer holds is wrong), "!surroundings",
 *	"!model" (a layout thrown by dice came out otherwise), "!pins", "!hugepages", "!warning", "!taint"
 * @reason: of a skip or error, or what the words above are about
 * @proof: what each mapping showed to be what it claims to be
 * @pins_acquired: pages, in guests; -1 elsewhere
 * @pins_released: pages, in guests; -1 elsewhere
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

struct message;

/**
 * struct runner - what all cases of a run share
 * @setting: what is known of kernel and machine
 * @facts: what is known of the machine
 * @observer: looks at what a case leaves behind
 * @targets: what doors read from and write to
 * @message: where a case's child leaves what it saw; shared memory
 * @has_movable: whether memory may lie where no long-term pin may be
 * @bridge_known: whether facts say the truth of peers' reach
 */
struct runner {
	struct setting setting;
	struct facts facts;
	struct observer observer;
	struct targets targets;
	struct message *message;
	bool has_movable;
	bool bridge_known;
};

/** runner_open() - make ready; setting is filled in by the caller; 0, -errno */
int runner_open(struct runner *r);

/**
 * run_contract() - try a contract
 * @r: the runner
 * @c: the contract
 * @seen: filled in
 */
void run_contract(struct runner *r, const struct contract *c,
		  struct sighting *seen);

#endif
