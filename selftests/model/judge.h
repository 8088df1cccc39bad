/* SPDX-License-Identifier: GPL-2.0 */
/* The judge: an observation against the specification, by a pure function. */
#ifndef PINCER_JUDGE_H
#define PINCER_JUDGE_H

#include "model/contract.h"

/**
 * enum verdict - what an observation means
 * @V_PASS: as promised
 * @V_DEFECT: as this kernel's history has it, which breaks the promise
 * @V_DRIFT: as if the history differed in one commit
 * @V_FAIL: nothing explains it
 * @V_SKIP: it cannot exist here, and config or devices say so
 * @V_ERROR: a precondition was promised and is not there or not proved
 */
enum verdict { V_PASS, V_DEFECT, V_DRIFT, V_FAIL, V_SKIP, V_ERROR, V_COUNT };

/** verdict_name() - "pass", "defect", ... */
const char *verdict_name(enum verdict v);

/** verdict_parse() - the reverse; -EINVAL when there is no such verdict */
int verdict_parse(const char *name);

/** verdict_bad() - whether it makes the exit status 1 */
bool verdict_bad(enum verdict v, bool strict);

/**
 * struct judgement - a verdict and its grounds
 * @verdict: the verdict
 * @expected: what this kernel's history demands
 * @commit: the commit that decides: whose absence or presence made this
 *	outcome; C_NONE when the outcome has always been so
 * @candidate: for drift, each single commit that would explain it
 * @nr_candidates: how many of those
 * @reason: one sentence, "" for a plain pass
 */
struct judgement {
	enum verdict verdict;
	char expected[OBSERVED_MAX];
	enum commit_id commit;
	enum commit_id candidate[C_COUNT];
	int nr_candidates;
	char reason[256];
};

/**
 * judge() - judge one observation
 * @c: the contract
 * @observed: what was seen, in the words of contract_expect()
 * @h: the kernel's history
 * @machine: the machine
 * @j: filled in
 */
void judge(const struct contract *c, const char *observed,
	   const struct history *h, const struct machine *machine,
	   struct judgement *j);

/**
 * judge_cites() - the commits a contract depends on, for this kernel
 * @cites: receives each commit whose toggling changes what must happen
 *
 * Return: how many.
 */
int judge_cites(const struct contract *c, const struct history *h,
		const struct machine *machine, enum commit_id cites[C_COUNT]);

#endif
