/* SPDX-License-Identifier: GPL-2.0 */
/* What is known of a run, of the case that is being tried, and of what came of it. */
#ifndef PINCER_RUNNER_H
#define PINCER_RUNNER_H

#include "model/contract.h"
#include "model/need.h"
#include "runner/observe.h"
#include "model/report.h"
#include "doors/target.h"

/* How long a case may be silent before its outcome is "timeout", seconds. */
#define RUN_DEADLINE 20

/**
 * struct observation - what came of one case
 * @verdict: V_SKIP or V_ERROR when it could not be tried, V_PASS otherwise:
 *	then @observed is for judge() to judge
 * @observed: "ok", "EINVAL", "4096", "SIGBUS", "timeout", ...; with an
 *	exclamation mark and a word for each thing that must never be:
 *	"4096!data" (what the target or the buffer holds is wrong),
 *	"!surroundings", "!model" (a layout thrown by dice came out otherwise),
 *	"!stays" (what the case changed outside its process could not be put
 *	back), "!pins", "!hugepages", "!warning", "!taint"
 * @reason: of a skip or error, or what the words above are about
 * @proof: what each mapping showed to be what it claims to be
 * @pins_acquired: pages, in guests; -1 elsewhere
 * @pins_released: pages, in guests; -1 elsewhere
 * @seconds: how long it took
 */
struct observation {
	enum verdict verdict;
	char observed[OBSERVED_MAX];
	char reason[256];
	char proof[512];
	long pins_acquired;
	long pins_released;
	double seconds;
};

/** enum stage - how far a case came */
enum stage {
	STAGE_ARRANGE, STAGE_PROVE, STAGE_DOOR, STAGE_CHECK, STAGE_DONE
};

/**
 * struct message - what is known of the case that is being tried
 * @began: when, by seconds_now()
 * @stage: how far it came
 * @ret: what the door returned
 * @missing: it cannot exist here, which is a skip
 * @wrong_data: as in struct attempt
 * @wrong_surroundings: what lies beside the buffer has changed
 * @disagrees: as in struct attempt
 * @keeps: as in struct attempt
 * @left: what it has left behind in its process, or NULL
 * @note: what it has to say of itself
 * @text: why it could not be tried
 * @proof: as in struct observation
 */
struct message {
	double began;
	enum stage stage;
	long ret;
	bool missing;
	bool wrong_data;
	bool wrong_surroundings;
	bool disagrees;
	bool keeps;
	const char *left;
	char note[NOTE_MAX];
	char text[256];
	char proof[512];
};

/**
 * struct task - what is to be tried, and who is told
 * @list: the contracts, in order
 * @nr: how many
 * @start: is called before each
 * @alive: is called when one takes long and has something new to say of itself
 * @result: is called after each, though not always in the same process
 * @ctx: for them
 */
struct task {
	const struct contract *const *list;
	size_t nr;
	void (*start)(void *ctx, const struct contract *c);
	void (*alive)(void *ctx);
	void (*result)(void *ctx, const struct contract *c,
		       const struct observation *seen);
	void *ctx;
};

/**
 * struct runner - what all processes of a run share
 * @kernel: the kernel under test
 * @task: what is to be tried
 * @at: which of it is being tried
 * @message: what is known of that
 * @machine: the machine
 * @observer: looks at what a case leaves behind
 * @targets: what doors read from and write to
 * @has_movable: whether memory may lie where no long-term pin may be
 * @bridge_known: whether the machine is known to let peers reach each other, or
 *	not to
 */
struct runner {
	struct tested_kernel kernel;
	const struct task *task;
	size_t at;
	struct message message;
	struct machine machine;
	struct observer observer;
	struct targets targets;
	bool has_movable;
	bool bridge_known;
};

#endif
