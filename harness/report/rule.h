/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the specification expects of a contract, version by version. The history
 * says which commit came with which version, so this needs no kernel.
 */
#ifndef PINCER_RULE_H
#define PINCER_RULE_H

#include "model/contract.h"

/**
 * struct rule - one contract over time
 * @text: "EINVAL; ok from 6.5 (stable: 6.1.16)", with "(a defect: EFAULT is promised)" where
 *	a mainline version falls short of the promise
 * @cites: the commits that changed it
 * @nr_cites: how many
 */
struct rule {
	char text[512];
	enum commit_id cites[C_COUNT];
	int nr_cites;
};

/** rule_of() - follow a contract through every mainline version that counts */
void rule_of(const struct contract *c, const struct machine *machine,
	     struct rule *rule);

/** rule_machine() - the machine that is assumed without results of one */
struct machine rule_machine(void);

/**
 * commit_text() - a commit in one line
 * @id: which
 * @buf: receives "8ac268436e6d fix, 6.5: mm/gup: disallow ..."
 * @size: bytes in @buf
 */
void commit_text(enum commit_id id, char *buf, size_t size);

#endif
