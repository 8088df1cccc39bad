/* SPDX-License-Identifier: GPL-2.0 */
/* What is known of a run, of the case that is being tried, and of what came of it. */
#ifndef PINCER_RUNNER_H
#define PINCER_RUNNER_H

#include "model/contract.h"
#include "model/need.h"
#include "model/observation.h"
#include "runner/observe.h"
#include "model/report.h"
#include "doors/target.h"

/* How long a case may be silent before its outcome is "timeout", seconds. */
#define RUN_DEADLINE 20

/** enum case_phase - how far a case came */
enum case_phase {
	PHASE_LAYOUT, PHASE_VERIFY, PHASE_DOOR, PHASE_CHECK, PHASE_DONE
};

/**
 * struct message - what is known of the case that is being tried
 * @began: when, by seconds_now()
 * @phase: how far it came
 * @seen: what was seen up to now
 * @keeps: as in struct attempt
 * @left: what it has left behind in its process, or NULL
 * @note: what it has to say of itself
 */
struct message {
	double began;
	enum case_phase phase;
	struct observation seen;
	bool keeps;
	const char *left;
	char note[NOTE_MAX];
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
