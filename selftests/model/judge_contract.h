/* SPDX-License-Identifier: GPL-2.0 */
/* Judging what was observed of a contract by the specification. */
#ifndef PINCER_JUDGE_CONTRACT_H
#define PINCER_JUDGE_CONTRACT_H

#include "model/contract.h"
#include "model/judge.h"

/**
 * struct contract_judgement - a verdict on a contract
 * @j: verdict, deciding commit and reason
 * @expected: what this kernel's history demands
 * @explains: for drift, each single commit that would explain it
 * @nr_explains: how many of those
 */
struct contract_judgement {
	struct judgement j;
	struct outcome expected;
	enum commit_id explains[C_COUNT];
	int nr_explains;
};

/**
 * judge_contract() - judge one observation
 * @c: the contract
 * @observed: what came of it
 * @h: the kernel's history
 * @machine: the machine
 * @cj: filled in
 */
void judge_contract(const struct contract *c, const struct outcome *observed,
		    const struct history *h, const struct machine *machine,
		    struct contract_judgement *cj);

/**
 * judge_breaks_promise() - whether what a kernel must do is a defect
 * @now: what its history demands
 * @promised: what would be demanded of it with every fix and no bug
 *
 * A promise is broken where memory comes through that must not, or not where
 * it must. To refuse it with another error, because an older rule comes first,
 * keeps it.
 */
bool judge_breaks_promise(const struct outcome *now,
			  const struct outcome *promised);

/**
 * judge_cites() - the commits a contract depends on, for this kernel
 * @cites: receives each commit whose toggling changes what must happen
 *
 * Return: how many.
 */
int judge_cites(const struct contract *c, const struct history *h,
		const struct machine *machine, enum commit_id cites[C_COUNT]);

#endif
