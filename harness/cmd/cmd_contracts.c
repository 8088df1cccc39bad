// SPDX-License-Identifier: GPL-2.0
/* pincer contracts: what is promised, from the specification alone. */
#include <fnmatch.h>
#include <stdio.h>

#include "cmd.h"
#include "page.h"
#include "rule.h"
#include "text.h"

#define WIDTH 80
#define LABEL 12

static const struct option options[] = {
	{ "page", required_argument, NULL, 'p' },
	{ "help", no_argument, NULL, 'h' },
	{ .name = NULL }
};

static void help(void)
{
	puts("usage: pincer contracts [GLOB]\n"
	     "       pincer contracts --page FILE\n"
	     "\n"
	     "Prints each contract: its id, the promise, the rule (what a kernel must show,\n"
	     "version by version), and the commits that changed it. Takes no kernel.\n"
	     "\n"
	     "GLOB chooses by id; quote it, or the shell will read it:\n"
	     "\n"
	     "  pincer contracts 'io_uring.register/memfd*'\n"
	     "\n"
	     "  --page FILE  all of them as a page in Markdown, with what the kernels of the\n"
	     "               results in FILE, such as " RESULTS_LATEST ", showed");
}

static void print_line(const char *label, const char *text)
{
	printf("  %-*s", LABEL - 2, label);
	text_wrap(stdout, text, WIDTH, LABEL, LABEL);
	putchar('\n');
}

static void print_contract(const struct contract *c)
{
	const struct facts facts = rule_facts();
	struct rule rule;
	char text[1024];
	int i;

	puts(c->id);
	contract_promise(c, text, sizeof(text));
	print_line("promise", text);
	rule_of(c, &facts, &rule);
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
	ret = page_write(stdout, &r);
	results_free(&r);
	return ret ? STATUS_USAGE : STATUS_GOOD;
}

int cmd_contracts(int argc, char **argv)
{
	const char *glob = "*", *page = NULL;
	const struct contract *all;
	size_t nr, i, found = 0;
	int got;

	opterr = 0;
	while ((got = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
		if (got == 'p') {
			page = optarg;
			continue;
		}
		if (got != 'h')
			return cmd_bad_option(argv, got, options);
		help();
		return STATUS_GOOD;
	}
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
	return found ? STATUS_GOOD : cmd_no_contract(glob);
}
