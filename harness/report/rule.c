// SPDX-License-Identifier: GPL-2.0
/* What the specification expects of a contract, version by version. */
#include "report/rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/judge_contract.h"
#include "model/strings.h"

/**
 * struct era - a mainline version that brought commits
 * @version: the version
 * @number: for the order of versions
 * @history: what a kernel of that version has
 */
struct era {
	const char *version;
	long number;
	struct history history;
};

/* "6.5-rc3" comes before "6.5". */
static long version_number(const char *version)
{
	unsigned int major = 0, minor = 0, rc;

	if (sscanf(version, "%u.%u-rc%u", &major, &minor, &rc) < 3)
		rc = 999;
	return (major * 1000L + minor) * 1000L + rc;
}

static int by_number(const void *a, const void *b)
{
	const struct era *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

/*
 * The eras in their order, the first of which has no version: a kernel that has
 * nothing. Made once, since each contract asks.
 */
static const struct era *find_eras(int *count)
{
	static struct era eras[C_COUNT];
	static int nr;
	int id;

	for (id = C_NONE + 1; !nr && id < C_COUNT; id++) {
		eras[id].version = history_commits[id].mainline;
		eras[id].number = version_number(eras[id].version);
		history_from_version(&eras[id].history, eras[id].version);
	}
	if (!nr) {
		qsort(eras, C_COUNT, sizeof(eras[0]), by_number);
		for (id = nr = 1; id < C_COUNT; id++)
			if (eras[id].number != eras[nr - 1].number)
				eras[nr++] = eras[id];
	}
	*count = nr;
	return eras;
}

/* struct outcomes - what a history demands, and the promise if it breaks it */
struct outcomes {
	char now[OUTCOME_TEXT_MAX];
	char promised[OUTCOME_TEXT_MAX];
};

static void expect(const struct contract *c, const struct machine *machine,
		   const struct history *h, struct outcomes *o)
{
	struct outcome now = contract_expect(c, h, machine), promised;
	struct history perfect;

	history_perfect(h, &perfect);
	promised = contract_expect(c, &perfect, machine);
	if (!judge_breaks_promise(&now, &promised))
		promised = now;
	outcome_write(&now, o->now);
	outcome_write(&promised, o->promised);
}

/* The stable releases that took what changed a contract in an era. */
static const char *find_stable(const struct contract *c,
			       const struct machine *machine,
			       const struct era *era)
{
	enum commit_id cites[C_COUNT];
	int i, nr;

	nr = judge_cites(c, &era->history, machine, cites);
	for (i = 0; i < nr && era->version; i++) {
		const struct commit *commit = &history_commits[cites[i]];

		if (!strcmp(commit->mainline, era->version) && *commit->stable)
			return commit->stable;
	}
	return "";
}

static void append_outcome(struct rule *rule, const struct outcomes *o,
			   const char *from, const char *stable)
{
	const size_t size = sizeof(rule->text);

	string_append_item(rule->text, size, "; ", "%s", o->now);
	if (from)
		string_append(rule->text, size, " from %s", from);
	if (*stable)
		string_append(rule->text, size, " (stable: %s)", stable);
	if (strcmp(o->now, o->promised))
		string_append(rule->text, size, " (a defect: %s is promised)",
			      o->promised);
}

static void note_cites(const struct contract *c, const struct history *h,
		       const struct machine *machine, bool cited[C_COUNT])
{
	enum commit_id cites[C_COUNT];
	int i, nr;

	nr = judge_cites(c, h, machine, cites);
	for (i = 0; i < nr; i++)
		cited[cites[i]] = true;
}

void rule_of(const struct contract *c, const struct machine *machine,
	     struct rule *rule)
{
	bool cited[C_COUNT] = { false };
	struct outcomes before, now;
	const struct era *eras;
	int i, nr, id;

	memset(rule, 0, sizeof(*rule));
	eras = find_eras(&nr);
	for (i = 0; i < nr; i++) {
		note_cites(c, &eras[i].history, machine, cited);
		expect(c, machine, &eras[i].history, &now);
		if (i && !strcmp(now.now, before.now) &&
		    !strcmp(now.promised, before.promised))
			continue;
		append_outcome(rule, &now, eras[i].version,
			       find_stable(c, machine, &eras[i]));
		before = now;
	}
	for (id = C_NONE + 1; id < C_COUNT; id++)
		if (cited[id])
			rule->cites[rule->nr_cites++] = id;
}

struct machine rule_machine(void)
{
	return (struct machine){
		.page_size = 4096, .gup_fast = true, .mem_force = true,
	};
}

void commit_text(enum commit_id id, char *buf, size_t size)
{
	static const char *const kinds[] = {
		[KIND_FEATURE] = "feature", [KIND_POLICY] = "policy",
		[KIND_FIX] = "fix", [KIND_BUG] = "bug",
	};
	const struct commit *c = &history_commits[id];
	const char *comma = *c->stable ? ", also " : "";

	snprintf(buf, size, "%s %s, %s%s%s: %s", c->id,
		 kinds[c->kind], c->mainline, comma, c->stable, c->title);
}
