// SPDX-License-Identifier: GPL-2.0
/* pincer judge: saved observations under another history, without a boot. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "cmd/cell_find.h"
#include "cmd/cmd.h"
#include "report/matrix.h"
#include "results/suites.h"

enum change { KEEP, ADD, REMOVE };

/* struct request - what the command line asks for */
struct request {
	const char *path;
	const char *kernel;
	enum change change[C_COUNT];
	struct matrix_options matrix;
};

static int unknown_commit(const char *option, const char *name)
{
	const char *known[2 * C_COUNT];
	char near[256];
	int i, nr = 0;

	for (i = C_NONE + 1; i < C_COUNT; i++) {
		known[nr++] = history_commits[i].id;
		known[nr++] = history_commits[i].symbol;
	}
	text_nearest(name, known, nr, near, sizeof(near));
	msg_error("judge: %s: no commit \"%s\" in the history%s%s; `pincer contracts` lists them by what they changed",
		  option, name, *near ? "; near it: " : "", near);
	return STATUS_USAGE;
}

/* By symbol or id; a longer or a shorter id will do. */
static enum commit_id find_commit(const char *name)
{
	enum commit_id id = history_find(name), found = C_NONE;
	size_t length = strlen(name);
	const char *own;
	int i, nr = 0;

	if (id != C_NONE || length < 7)
		return id;
	for (i = C_NONE + 1; i < C_COUNT; i++) {
		own = history_commits[i].id;
		if (strncmp(own, name, length < strlen(own) ? length :
			    strlen(own)))
			continue;
		found = i;
		nr++;
	}
	return nr == 1 ? found : C_NONE;
}

static int change_commit(struct request *q, const char *name,
			 enum change change)
{
	const char *option = change == ADD ? "--with" : "--without";
	enum commit_id id = find_commit(name);

	if (id == C_NONE)
		return unknown_commit(option, name);
	if (q->change[id] != KEEP && q->change[id] != change) {
		msg_error("judge: %s is in both --with and --without; leave one out",
			  history_commits[id].id);
		return STATUS_USAGE;
	}
	q->change[id] = change;
	return 0;
}

/* Drops all kernels but one, and their cells. */
static int keep_kernel(struct results *r, const char *path, const char *name)
{
	const size_t kernel = kernel_find(r, path, name);
	size_t i, nr = 0;

	if (kernel == r->nr_kernels)
		return STATUS_USAGE;
	memmove(&r->kernels[0], &r->kernels[kernel], sizeof(r->kernels[0]));
	r->nr_kernels = 1;
	for (i = 0; i < r->nr_cells; i++) {
		if (r->cells[i].kernel != kernel)
			continue;
		r->cells[nr] = r->cells[i];
		r->cells[nr++].kernel = 0;
	}
	r->nr_cells = nr;
	return 0;
}

/* A revert or a fix needs the commit that it acts on. */
static int check_history(const struct result_kernel *k,
			 const struct history *h, const enum change *change)
{
	enum commit_id needs;
	int i;

	for (i = C_NONE + 1; i < C_COUNT; i++) {
		needs = history_commits[i].needs;
		if (!h->has[i] || needs == C_NONE || h->has[needs] ||
		    (change[i] == KEEP && change[needs] == KEEP))
			continue;
		msg_error("judge: %s cannot have %s without %s, which it acts on; change both",
			  k->name, history_commits[i].id,
			  history_commits[needs].id);
		return STATUS_USAGE;
	}
	return 0;
}

static int change_history(struct result_kernel *k, const enum change *change)
{
	const char *bad = "";
	struct history h;
	int i, ret;

	if (results_history(k, &h, &bad)) {
		msg_error("judge: %s: its history names \"%.*s\", which this pincer does not know",
			  k->name, (int)strcspn(bad, ","), bad);
		return STATUS_USAGE;
	}
	for (i = C_NONE + 1; i < C_COUNT; i++) {
		if (change[i] != KEEP)
			h.has[i] = change[i] == ADD;
	}
	ret = check_history(k, &h, change);
	history_format(&h, k->history, sizeof(k->history));
	return ret;
}

/* Thousands of claims, and not what they rest on, would be here otherwise. */
static void note_kept_claims(const struct results *r)
{
	size_t i, nr = 0;

	for (i = 0; i < r->nr_cells; i++)
		nr += suites_know(r->cells[i].report.id);
	if (nr)
		msg_note("%zu claims of KUnit keep the verdicts that the kernel gave them: boot again for others",
			 nr);
}

static int judge_again(const struct request *q, struct results *r)
{
	size_t i;
	int ret = 0;

	if (q->kernel)
		ret = keep_kernel(r, q->path, q->kernel);
	if (!ret && !r->nr_cells) {
		msg_error("%s: no results in it to be judged", q->path);
		return STATUS_USAGE;
	}
	for (i = 0; i < r->nr_kernels && !ret; i++)
		ret = change_history(&r->kernels[i], q->change);
	if (ret)
		return ret;
	results_judge(r);
	note_kept_claims(r);
	matrix_print(r, stdout, &q->matrix);
	return cmd_status(r, q->matrix.strict);
}

static int add_commit(void *request, const char *name)
{
	return change_commit(request, name, ADD);
}

static int remove_commit(void *request, const char *name)
{
	return change_commit(request, name, REMOVE);
}

#define FIELD(name) .field = offsetof(struct request, name)

static const struct cmd_option options[] = {
	{ "with", .argument = "ID", .set = add_commit,
	  .help = "as if the kernels had this commit; may be given again" },
	{ "without", .argument = "ID", .set = remove_commit,
	  .help = "as if they lacked it; may be given again" },
	{ "kernel", .argument = "NAME", FIELD(kernel),
	  .help = "this kernel only" },
	{ "strict", FIELD(matrix.strict), .help = "a defect is a failure" },
	{ "all", FIELD(matrix.all), .help = "print every contract" },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "judge RESULTS [--with ID] [--without ID] [--kernel NAME]\n"
"                    [--strict] [--all]",
	.about =
"Judges what a run observed once more and prints the matrix; boots nothing.\n"
"Claims of KUnit were judged in the kernel, and keep their verdicts.",
	.options = options,
	.examples =
"Would bookworm's results be those of a kernel with the backported fix?\n"
"\n"
"  pincer judge " RESULTS_LATEST " --kernel bookworm --with 8ac268436e6d\n"
"\n"
"The exit status is that of `pincer run`.",
};

int cmd_judge(int argc, char **argv)
{
	struct request q = { 0 };
	struct results r;
	int ret;

	ret = cmd_options(argc, argv, &syntax, &q);
	if (ret != CMD_GO_ON)
		return ret;
	if (optind == argc) {
		msg_error("judge: name a results file, such as %s",
			  RESULTS_LATEST);
		return STATUS_USAGE;
	}
	q.path = argv[optind++];
	if (optind < argc)
		return cmd_extra(argv, argv[optind]);
	if (results_load(&r, q.path))
		return STATUS_USAGE;
	ret = judge_again(&q, &r);
	results_free(&r);
	return ret;
}
