/* SPDX-License-Identifier: GPL-2.0 */
/* A run: its kernel, its contracts, and the case that is being tried. */
#ifndef PINCER_RUNNER_H
#define PINCER_RUNNER_H

#include "model/contract.h"
#include "model/hangs.h"
#include "model/need.h"
#include "model/observation.h"
#include "runner/observe.h"
#include "runner/patience.h"
#include "model/report.h"
#include "doors/target.h"

/** enum case_phase - how far a case came */
enum case_phase {
	PHASE_LAYOUT, PHASE_VERIFY, PHASE_DOOR, PHASE_CHECK, PHASE_DONE
};

/**
 * struct message - the case that is being tried, in shared memory
 * @began: when it began, by seconds_now()
 * @phase: how far it came
 * @seen: the observation up to now
 * @keeps: as in struct attempt
 * @left: what it has left behind in its process, or NULL
 * @note: that of struct attempt
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
 * struct task - contracts to run, and functions that report them
 * @list: the contracts, in order
 * @nr: how many
 * @hung: cases that hung in guests before this one, or NULL
 * @start: called before each that is tried
 * @alive: called when a case reaches RUN_DEADLINE with a new note
 * @result: called after each, in the worker or in its parent
 * @ctx: argument of these functions
 */
struct task {
	const struct contract *const *list;
	size_t nr;
	const struct hangs *hung;
	void (*start)(void *ctx, const struct contract *c);
	void (*alive)(void *ctx);
	void (*result)(void *ctx, const struct contract *c,
		       const struct observation *seen);
	void *ctx;
};

/* More than there are doors and mappings. */
#define MISSING_MAX 256

/**
 * struct runner - what all processes of a run share
 * @kernel: the kernel under test
 * @task: the contracts
 * @at: the index of the one that is being tried
 * @message: its case
 * @machine: the machine
 * @observer: finds what a case leaves behind in the kernel
 * @hangs: cases that hung, and what is held back for that
 * @missing: needs of doors and mappings that are not there
 * @nr_missing: how many
 * @patience: how long what a case leaves behind is waited for
 * @spoilt: a process cannot be killed, and keeps what it has
 * @targets: devices and files that doors read from and write to
 * @has_movable: whether there is ZONE_MOVABLE or CMA memory
 * @bridge_known: whether machine.p2p_bridge is known: in guests, and by
 *	PINCER_P2P_BRIDGE
 */
struct runner {
	struct tested_kernel kernel;
	const struct task *task;
	size_t at;
	struct message message;
	struct machine machine;
	struct observer observer;
	struct hangs hangs;
	const struct need *missing[MISSING_MAX];
	size_t nr_missing;
	struct patience patience;
	bool spoilt;
	struct targets targets;
	bool has_movable;
	bool bridge_known;
};

#endif
