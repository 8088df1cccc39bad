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
 * judge_cites() - the commits a contract depends on, for this kernel
 * @cites: receives each commit whose toggling changes what must happen
 *
 * Return: how many.
 */
int judge_cites(const struct contract *c, const struct history *h,
		const struct machine *machine, enum commit_id cites[C_COUNT]);

#endif
