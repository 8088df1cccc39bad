// SPDX-License-Identifier: GPL-2.0
/* pincer show: one contract on one kernel, in full. */
#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "cmd/cell_find.h"
#include "cmd/cmd.h"
#include "report/console.h"
#include "report/rule.h"
#include "results/suites.h"

#define WIDTH 80
#define LABEL 12

static void print_line(const char *label, const char *text)
{
	printf("  %-*s", LABEL - 2, label);
	text_wrap(stdout, *text ? text : "-", WIDTH, LABEL, LABEL);
	putchar('\n');
}

static void print_rule(const char *id, const struct machine *machine)
{
	const struct contract *c = contract_find(id);
	struct rule rule;
	const struct suite *s = suite_find(id);
	char text[1024];

	if (s)
		print_line("promise", s->about);
	if (suites_know(id)) {
		print_line("rule", s ? "each failure has a claim that explains it, and all claims came" :
				   "KUnit judges this, by kunit/deviations.h");
		return;
	}
	if (!c) {
		print_line("rule", "unknown: another version of pincer tried this contract");
		return;
	}
	contract_promise(c, text, sizeof(text));
	print_line("promise", text);
	rule_of(c, machine, &rule);
	print_line("rule", rule.text);
}

static void print_commit(const char *name)
{
	enum commit_id id = history_find(name);
	char text[1024];

	if (id == C_NONE) {
		print_line("commit", strcmp(name, "-") ? name : "none decides");
		return;
	}
	commit_text(id, text, sizeof(text));
	print_line("commit", text);
}

static void print_outcome(const char *label, const struct outcome *o)
{
	char text[OUTCOME_TEXT_MAX];

	outcome_write(o, text);
	print_line(label, text);
}

static void print_measures(const struct report *r)
{
	char text[96] = "not counted";

	if (r->seen.pins_acquired >= 0 && r->seen.pins_released >= 0)
		snprintf(text, sizeof(text), "%ld acquired, %ld released",
			 r->seen.pins_acquired, r->seen.pins_released);
	print_line("pins", text);
	snprintf(text, sizeof(text), "%.3f s", r->seen.seconds);
	print_line("time", text);
}

/* The kernel's own tests have no contract. */
static void print_test(const struct results *r, const struct cell *c)
{
	const struct subtests *p = &c->parts;
	char text[sizeof(r->bundle) + CONTRACT_ID_MAX + 16];

	snprintf(text, sizeof(text), "%s of %s",
		 c->report.id + strlen(UPSTREAM_PREFIX), r->bundle);
	print_line("test", text);
	print_outcome("observed", &c->report.seen.outcome);
	print_line("reason", c->report.seen.reason);
	snprintf(text, sizeof(text),
		 "%ld passed, %ld failed, %ld skipped, %ld failed as expected, %ld not reported",
		 p->passed, p->failed, p->skipped, p->expected, p->missing);
	print_line("parts", subtests_any(p) ? text : "none");
	snprintf(text, sizeof(text), "%.3f s", c->report.seen.seconds);
	print_line("time", text);
}

/* What a file holds of a contract or test that was announced there. */
static void print_kept(const char *what, const char *file, const char *id)
{
	int nr;

	/* A claim is not announced there; its suite is. */
	if (!*file || (suites_know(id) && !suite_find(id)))
		return;
	printf("\n%s, in %s:\n", what, file);
	nr = console_print(file, id, stdout);
	if (nr < 0)
		printf("  cannot be read: %s\n", strerror(-nr));
	else if (!nr)
		puts("  nothing");
}

static void print_contract(const struct result_kernel *k, const struct cell *c)
{
	const struct report *r = &c->report;

	print_rule(r->id, &k->machine);
	print_outcome("expected", &r->expected);
	print_outcome("observed", &r->seen.outcome);
	print_commit(r->commit);
	print_line("reason", r->seen.reason);
	print_line("proof", r->seen.proof);
	print_measures(r);
	print_line("history", k->history_from);
}

static void print_cell(const struct results *r, const struct result_kernel *k,
		       const struct cell *c)
{
	const char *id = c->report.id;

	printf("%s on %s %s: %s\n\n", id, k->name, k->version,
	       verdict_name(c->report.verdict));
	if (upstream_is(id)) {
		print_test(r, c);
		print_kept("output", k->upstream_log, id);
	} else {
		print_contract(k, c);
	}
	print_kept("console", k->console, id);
}

static int show(struct results *r, const char *path, const char *kernel,
		const char *id)
{
	const struct cell *c = cell_find(r, path, kernel, id);

	if (!c)
		return STATUS_USAGE;
	print_cell(r, &r->kernels[c->kernel], c);
	return STATUS_GOOD;
}

static const struct cmd_option options[] = {
	{ "json", .argument = "FILE",
	  .help = "look into FILE instead of " RESULTS_LATEST },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "show KERNEL CONTRACT [--json FILE]",
	.about =
"Prints all that the last run found of one contract on one kernel: expected and\n"
"observed outcome, the rule, the commit that decides, the proof that the mapping\n"
"was what it claims to be, the pins, and the kernel's console meanwhile.\n"
"\n"
"CONTRACT is an id, or a part of one or a pattern that fits no other.",
	.options = options,
	.examples =
"  pincer show bookworm io_uring.register/ext4_shared\n"
"  pincer show bookworm '*register/memfd+memfd2'",
};

int cmd_show(int argc, char **argv)
{
	const char *path = RESULTS_LATEST;
	struct results r;
	int ret = cmd_options(argc, argv, &syntax, &path);

	if (ret != CMD_GO_ON)
		return ret;
	if (argc - optind < 2) {
		msg_error("show: name a kernel and a contract; see pincer show --help");
		return STATUS_USAGE;
	}
	if (argc - optind > 2)
		return cmd_extra(argv, argv[optind + 2]);
	if (results_load(&r, path))
		return STATUS_USAGE;
	ret = show(&r, path, argv[optind], argv[optind + 1]);
	results_free(&r);
	return ret;
}
