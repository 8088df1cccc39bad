/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lines for the harness, among those of the KTAP. The guest writes them and the
 * harness reads them, both by report.c.
 *
 *   # pincer: facts page_size=4096 gup_fast=1 mem_force=1 p2p_bridge=0
 *   # pincer: history +edd478269640,-3c85cc43c8e7,...
 *   # pincer: start id=splice.vmsplice/anon
 *   # pincer: proof id=splice.vmsplice/anon text=...
 *   # pincer: id=splice.vmsplice/anon observed=4096 expected=4096
 *	verdict=pass commit=- pins=0/0 seconds=0.002 length=3 reason=...
 *	(one line; length is the reason's, and proves that the line is whole)
 *   # pincer: end
 *
 * Values hold no blanks; the last one, reason or text, runs to the line's end.
 */
#ifndef PINCER_REPORT_H
#define PINCER_REPORT_H

#include "model/contract.h"
#include "model/judge.h"
#include "model/observation.h"

#define REPORT_PREFIX "# pincer: "

/* Written to the kernel's log after a case's records; the id follows. */
#define REPORT_MARK "pincer: the above came during "

/**
 * struct report - one result
 * @id: the contract
 * @seen: what was observed; its reason also says why the verdict is what it is
 * @expected: what had to be, OUTCOME_NONE when unknown
 * @verdict: the verdict that the guest came to
 * @commit: the deciding commit's id, "-" for none
 */
struct report {
	char id[CONTRACT_ID_MAX];
	struct observation seen;
	struct outcome expected;
	enum verdict verdict;
	char commit[16];
};

/** report_init() - a report of a contract that was not observed */
void report_init(struct report *r, const char *id, enum verdict verdict);

/** report_write() - one result as a line, without the newline; 0 or -errno */
int report_write(const struct report *r, char *buf, size_t size);

/**
 * report_read() - read such a line; anything before the prefix is ignored
 *
 * Return: 0, or -EINVAL when the line is no complete result.
 */
int report_read(struct report *r, const char *line);

/** machine_write() - the machine as a line, without the newline; 0 or -errno */
int machine_write(const struct machine *m, char *buf, size_t size);

/** page_size_exists() - whether Linux has pages of so many bytes */
bool page_size_exists(size_t size);

/** machine_read() - read such a line; 0 or -EINVAL */
int machine_read(struct machine *m, const char *line);

#endif
