// SPDX-License-Identifier: GPL-2.0
/* What the specification expects of a contract, version by version. */
#include "report/rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strings.h"
#include "model/judge_contract.h"

/* struct era - a mainline version from which on a commit is there */
struct era {
	const char *version;
	long number;
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

static int find_eras(struct era eras[C_COUNT])
{
	int id, nr = 0;

	for (id = C_NONE + 1; id < C_COUNT; id++) {
		eras[nr].version = history_commits[id].mainline;
		eras[nr].number = version_number(eras[nr].version);
		nr++;
	}
	qsort(eras, nr, sizeof(eras[0]), by_number);
	return nr;
}

/* struct outcomes - what a history demands, and the promise if it breaks it */
struct outcomes {
	char now[OUTCOME_TEXT_MAX];
	char promised[OUTCOME_TEXT_MAX];
};

static void expect(const struct contract *c, const struct machine *machine,
		   const struct history *h, struct outcomes *o)
{
	struct outcome now = contract_expect(c, h, machine), promised = now;
	struct contract_judgement cj;
	struct history perfect;

	/* The judge decides whether a difference is a defect. */
	judge_contract(c, &now, h, machine, &cj);
	if (cj.j.verdict == V_DEFECT) {
		history_perfect(h, &perfect);
		promised = contract_expect(c, &perfect, machine);
	}
	outcome_write(&now, o->now);
	outcome_write(&promised, o->promised);
}

/* The stable releases that took what changed a contract in a version. */
static const char *find_stable(const struct contract *c, const struct machine *f,
			       const struct history *h, const char *version)
{
	enum commit_id cites[C_COUNT];
	int i, nr;

	nr = judge_cites(c, h, f, cites);
	for (i = 0; i < nr; i++) {
		if (!strcmp(history_commits[cites[i]].mainline, version) &&
		    *history_commits[cites[i]].stable)
			return history_commits[cites[i]].stable;
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

static void add_cites(struct rule *rule, const struct contract *c,
		      const struct history *h, const struct machine *machine,
		      bool cited[C_COUNT])
{
	enum commit_id cites[C_COUNT];
	int i, nr;

	nr = judge_cites(c, h, machine, cites);
	for (i = 0; i < nr; i++)
		cited[cites[i]] = true;
	rule->nr_cites = 0;
	for (i = C_NONE + 1; i < C_COUNT; i++) {
		if (cited[i])
			rule->cites[rule->nr_cites++] = i;
	}
}

void rule_of(const struct contract *c, const struct machine *machine,
	     struct rule *rule)
{
	bool cited[C_COUNT] = { false };
	struct history h = { 0 };
	struct outcomes before, now;
	struct era eras[C_COUNT] = { { 0 } };
	int i, nr = find_eras(eras);

	memset(rule, 0, sizeof(*rule));
	expect(c, machine, &h, &before);
	append_outcome(rule, &before, NULL, "");
	add_cites(rule, c, &h, machine, cited);
	for (i = 0; i < nr; i++) {
		if (history_from_version(&h, eras[i].version))
			continue;
		add_cites(rule, c, &h, machine, cited);
		expect(c, machine, &h, &now);
		if (!strcmp(now.now, before.now) &&
		    !strcmp(now.promised, before.promised))
			continue;
		append_outcome(rule, &now, eras[i].version,
			       find_stable(c, machine, &h, eras[i].version));
		before = now;
	}
}

struct machine rule_machine(void)
{
	return (struct machine){
		.page_size = 4096, .gup_fast = true, .mem_force = true,
	};
}

const char *commit_kind_name(enum commit_kind kind)
{
	static const char *const names[] = {
		[KIND_FEATURE] = "feature", [KIND_POLICY] = "policy",
		[KIND_FIX] = "fix", [KIND_BUG] = "bug",
	};

	return names[kind];
}

void commit_text(enum commit_id id, char *buf, size_t size)
{
	const struct commit *c = &history_commits[id];
	const char *comma = *c->stable ? ", also " : "";

	snprintf(buf, size, "%s %s, %s%s%s: %s", c->id,
		 commit_kind_name(c->kind), c->mainline, comma, c->stable,
		 c->title);
}
