// SPDX-License-Identifier: GPL-2.0
/* pincer contracts: what is promised, from the specification alone. */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cmd/cmd.h"
#include "model/strings.h"
#include "report/contracts_page.h"
#include "report/rule.h"
#include "results/suites.h"
#include "results/unknown_contract.h"

#define WIDTH 80
#define LABEL 12

static void print_line(const char *label, const char *text)
{
	printf("  %-*s", LABEL - 2, label);
	text_wrap(stdout, text, WIDTH, LABEL, LABEL);
	putchar('\n');
}

static void print_contract(const struct contract *c)
{
	const struct machine machine = rule_machine();
	struct rule rule;
	char text[1024];
	int i;

	puts(c->id);
	contract_promise(c, text, sizeof(text));
	print_line("promise", text);
	rule_of(c, &machine, &rule);
	print_line("rule", rule.text);
	for (i = 0; i < rule.nr_cites; i++) {
		commit_text(rule.cites[i], text, sizeof(text));
		print_line(i ? "" : "commits", text);
	}
	if (!rule.nr_cites)
		print_line("commits", "none: it has always been so");
}

static int print_page(const char *path)
{
	struct results r;
	int ret;

	if (results_load(&r, path))
		return STATUS_USAGE;
	ret = contracts_page_write(stdout, &r);
	results_free(&r);
	return ret ? STATUS_USAGE : STATUS_GOOD;
}

static void print_suite(const struct suite *s)
{
	const char *area = s->areas;
	char claims[256] = "";
	size_t length;

	puts(s->id);
	print_line("promise", s->about);
	for (; *area; area += length + (area[length] == ' ')) {
		length = strcspn(area, " ");
		string_append_item(claims, sizeof(claims), ", ", "%.*s*",
				   (int)length, area);
	}
	print_line("claims", *claims ? claims : "none: it tests itself");
	print_line("rule", "KUnit judges them, by kunit/deviations.h");
}

/* Those whose own ids fit; what they claim is known when they have run. */
static size_t print_suites(const char *glob, size_t found)
{
	const struct suite *all;
	size_t nr, i;

	all = suites(&nr);
	for (i = 0; i < nr; i++) {
		if (fnmatch(glob, all[i].id, 0))
			continue;
		if (found++)
			putchar('\n');
		print_suite(&all[i]);
	}
	return found;
}

static const struct cmd_option options[] = {
	{ "page", .argument = "FILE",
	  .help = "all of them as a page in Markdown, with what the kernels of the results in FILE, such as " RESULTS_LATEST ", showed" },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "contracts [GLOB]\n"
"       pincer contracts --page FILE",
	.about =
"Prints each contract: its id, the promise, the rule (what a kernel must show,\n"
"version by version), and the commits that changed it. Needs no kernel. Of KUnit\n"
"it prints the suites; their claims are in kunit/.\n"
"\n"
"GLOB chooses by id; quote it, or the shell will read it:\n"
"\n"
"  pincer contracts 'io_uring.register/memfd*'",
	.options = options,
};

int cmd_contracts(int argc, char **argv)
{
	const char *glob = "*", *page = NULL;
	const struct contract *all;
	size_t nr, i, found = 0;
	const int ret = cmd_options(argc, argv, &syntax, &page);

	if (ret != CMD_GO_ON)
		return ret;
	if (page)
		return optind < argc ? cmd_extra(argv, argv[optind]) :
				       print_page(page);
	if (optind < argc)
		glob = argv[optind++];
	if (optind < argc)
		return cmd_extra(argv, argv[optind]);

	all = contracts(&nr);
	for (i = 0; i < nr; i++) {
		if (fnmatch(glob, all[i].id, 0))
			continue;
		if (found++)
			putchar('\n');
		print_contract(&all[i]);
	}
	found = print_suites(glob, found);
	return found ? STATUS_GOOD : unknown_contract(glob);
}
