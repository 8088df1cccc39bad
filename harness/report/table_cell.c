// SPDX-License-Identifier: GPL-2.0
/* The text of one cell of the matrix. */
#include "report/table_cell.h"

#include <string.h>

#include "model/strings.h"
#include "report/printer.h"

enum verdict tally_text(const struct tally *t, char buf[CELL_MAX])
{
	enum verdict worst = V_PASS;
	size_t i;

	buf[0] = '\0';
	if (t->of[V_PASS])
		string_append(buf, CELL_MAX, "%zuok", t->of[V_PASS]);
	for (i = 0; i < VERDICTS_MARKED; i++) {
		if (!t->of[verdict_order[i]])
			continue;
		string_append_item(buf, CELL_MAX, " ", "%zu%c",
				   t->of[verdict_order[i]],
				   verdict_mark(verdict_order[i]));
		if (verdict_order[i] != V_SKIP || !t->of[V_PASS])
			worst = verdict_order[i];
	}
	if (!*buf)
		strcpy(buf, ".");
	return worst;
}

/* What the parts of a test came to that ended as it should: "7ok 33-". */
static bool parts_text(const struct cell *c, char buf[CELL_MAX])
{
	const struct outcome *const o = &c->report.seen.outcome;
	const struct subtests *parts = &c->parts;
	const struct tally t = { .of = {
		[V_PASS] = parts->passed + parts->expected,
		[V_SKIP] = parts->skipped, [V_FAIL] = parts->failed,
		[V_ERROR] = parts->missing,
	} };

	if (!subtests_any(parts) ||
	    (o->kind != OUTCOME_OK && strcmp(o->word, "fail")))
		return false;
	tally_text(&t, buf);
	return true;
}

enum verdict cell_text(const struct cell *c, char buf[CELL_MAX])
{
	char text[OUTCOME_TEXT_MAX], mark[2] = "";
	enum verdict v;

	if (!c) {
		strcpy(buf, ".");
		return V_PASS;
	}
	v = c->report.verdict;
	if (parts_text(c, buf))
		return v;
	outcome_write(&c->report.seen.outcome, text);
	if (v == V_SKIP ||
	    (c->report.seen.outcome.kind == OUTCOME_NONE && v != V_PASS))
		strcpy(text, verdict_name(v));
	if (cell_is_gone(c))
		snprintf(text, sizeof(text), "%ld of %ld", c->bad, c->tries);
	if (v != V_SKIP)
		mark[0] = verdict_mark(v);
	snprintf(buf, CELL_MAX, "%s%s", text, mark);
	return v;
}
