// SPDX-License-Identifier: GPL-2.0
/* The whole catalogue as a page to read, in Markdown. */
#include "report/contracts_page.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "report/grid.h"
#include "report/rule.h"

/* struct entry - the cells of a contract's row, without its name */
struct entry {
	const struct grid_row *row;
	char *text;
	bool printed;
};

static const char preface[] =
"<!-- Made by `make doc`; do not edit. -->\n"
"# The contracts\n"
"\n"
"What is promised, from the specification, and what kernels showed. Mappings whose\n"
"cells are all the same share a row. **promise** is what a kernel without faults\n"
"does; **rule** is what a kernel must do, version by version, by the commits\n"
"named; a cell is what was observed. *Defect*: as that kernel's history demands,\n"
"which breaks the promise. A dash: it cannot exist there.\n";

/* With a backslash before what Markdown would read as markup. */
static void put_escaped(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("|*_<>`\\", *text))
			fputc('\\', out);
		fputc(*text, out);
	}
}

static void put_cell(FILE *out, const struct cell *c)
{
	char observed[OUTCOME_TEXT_MAX];

	fputs(" | ", out);
	if (!c)
		return;
	outcome_write(&c->report.seen.outcome, observed);
	switch (c->report.verdict) {
	case V_PASS:
		put_escaped(out, observed);
		break;
	case V_SKIP:
		fputs("-", out);
		break;
	default:
		put_escaped(out, observed);
		fprintf(out, " *%s*", verdict_name(c->report.verdict));
	}
}

static void put_contract(FILE *out, const struct contract *c)
{
	const struct machine machine = rule_machine();
	struct rule rule;
	int i;

	put_escaped(out, contract_promised(c));
	rule_of(c, &machine, &rule);
	fputs(" | ", out);
	put_escaped(out, rule.text);
	fputs(" |", out);
	for (i = 0; i < rule.nr_cites; i++)
		fprintf(out, " [%s](#commits)",
			history_commits[rule.cites[i]].id);
}

static char *describe(const struct grid *g, const struct grid_row *row)
{
	const struct contract *c = contract_find(row->id);
	char *text = NULL;
	size_t size, i;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return NULL;
	if (c)
		put_contract(out, c);
	for (i = 0; i < g->nr_columns; i++)
		put_cell(out, row->cell[i]);
	return fclose(out) ? NULL : text;
}

static void put_heading(FILE *out, const struct results *r,
			const struct grid_row *first)
{
	const struct contract *c = contract_find(first->id);
	size_t i;

	fprintf(out, "\n## %.*s\n\n", (int)first->group, first->id);
	if (c && c->door)
		fprintf(out, "%s\n\n", c->door->title);
	fputs(c ? "| | promise | rule | commits" : "| ", out);
	for (i = 0; i < r->nr_kernels; i++) {
		fputs(" | ", out);
		put_escaped(out, r->kernels[i].name);
	}
	fputs(c ? " |\n|---|---|---|---" : " |\n|---", out);
	for (i = 0; i < r->nr_kernels; i++)
		fputs("|---", out);
	fputs("|\n", out);
}

/* The names of all contracts with the same cells, then these cells. */
static void put_entry(FILE *out, struct entry *all, size_t nr, size_t first)
{
	size_t i;

	fputs("| ", out);
	for (i = first; i < nr; i++) {
		if (all[i].printed || strcmp(all[i].text, all[first].text))
			continue;
		if (i > first)
			fputs(", ", out);
		put_escaped(out, grid_row_label(all[i].row));
		all[i].printed = true;
	}
	fprintf(out, "%s%s |\n", contract_find(all[first].row->id) ? " | " : "",
		all[first].text);
}

static int put_group(FILE *out, const struct results *r, const struct grid *g,
		     size_t first, size_t end)
{
	const size_t nr = end - first;
	struct entry *all = calloc(nr, sizeof(*all));
	int ret = all ? 0 : -ENOMEM;
	size_t i;

	for (i = 0; i < nr && !ret; i++) {
		all[i].row = &g->rows[first + i];
		all[i].text = describe(g, all[i].row);
		if (!all[i].text)
			ret = -ENOMEM;
	}
	if (!ret)
		put_heading(out, r, &g->rows[first]);
	for (i = 0; i < nr && !ret; i++)
		if (!all[i].printed)
			put_entry(out, all, nr, i);
	for (i = 0; all && i < nr; i++)
		free(all[i].text);
	free(all);
	return ret;
}

static void put_kernels(FILE *out, const struct results *r)
{
	size_t i;

	fputs("\n| kernel | version | origin |\n|---|---|---|\n", out);
	for (i = 0; i < r->nr_kernels; i++) {
		fputs("| ", out);
		put_escaped(out, r->kernels[i].name);
		fputs(" | ", out);
		put_escaped(out, r->kernels[i].version);
		fprintf(out, " | %s |\n", r->kernels[i].origin);
	}
}

static void put_commits(FILE *out)
{
	char text[512];
	int id;

	fputs("\n## Commits\n\n", out);
	for (id = C_NONE + 1; id < C_COUNT; id++) {
		commit_text(id, text, sizeof(text));
		fputs("- ", out);
		put_escaped(out, text);
		fputc('\n', out);
	}
}

int contracts_page_write(FILE *out, const struct results *r)
{
	struct grid g;
	size_t first, end;
	int ret = grid_make(&g, r, false);

	if (!ret) {
		fputs(preface, out);
		put_kernels(out, r);
	}
	for (first = 0; first < g.nr_rows && !ret; first = end) {
		end = grid_group_end(&g, first);
		ret = put_group(out, r, &g, first, end);
	}
	if (!ret)
		put_commits(out);
	if (ret)
		msg_error("out of memory");
	grid_free(&g);
	return ret;
}
