// SPDX-License-Identifier: GPL-2.0
/* pincer run: boot kernels, try every contract, print the matrix. */
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/number.h"
#include "base/strings.h"
#include "cmd/cmd.h"
#include "cmd/outputs.h"
#include "guest/display.h"
#include "plan/plan.h"
#include "plan/plan_bundle.h"
#include "plan/plan_contracts.h"
#include "plan/plan_history.h"
#include "plan/plan_kernels.h"
#include "plan/plan_prepare.h"
#include "plan/share.h"
#include "report/matrix.h"

#define GLOBS_MAX 32
#define TIMEOUT_SECONDS 30

static const struct option options[] = {
	{ "contract", required_argument, NULL, 'c' },
	{ "upstream", no_argument, NULL, 'u' },
	{ "kselftest", required_argument, NULL, 'b' },
	{ "kunit-module", required_argument, NULL, 'm' },
	{ "json", required_argument, NULL, 'o' },
	{ "jobs", required_argument, NULL, 'j' },
	{ "timeout", required_argument, NULL, 't' },
	{ "seed", required_argument, NULL, 's' },
	{ "keep", no_argument, NULL, 'k' },
	{ "all", no_argument, NULL, 'a' },
	{ "strict", no_argument, NULL, 'S' },
	{ "help", no_argument, NULL, 'h' },
	{ .name = NULL }
};

/* struct request - the options */
struct request {
	const char *glob[GLOBS_MAX];
	size_t nr_globs;
	const char *json;
	const char *kselftest;
	const char *kunit_module;
	bool upstream;
	unsigned long long jobs, timeout, seed;
	bool keep;
	struct matrix_options matrix;
};

static void help(void)
{
	puts("usage: pincer run [KERNEL...] [OPTION...]\n"
	     "\n"
	     "Boots each kernel in a virtual machine, tries every contract on it and prints\n"
	     "the matrix. A KERNEL is a name that `pincer list` shows, a path to a bzImage,\n"
	     "vmlinux or kernel source, or `running` for this machine's own; `all` means all\n"
	     "in kernels/, none those of them that need not be built.\n"
	     "\n"
	     "  --contract GLOB  only contracts whose id fits; may be given several times\n"
	     "  --upstream       the kernel's own tests as well that `make upstream` built;\n"
	     "                   outside the exit status, like those of --kselftest\n"
	     "  --kselftest DIR  the tests of a kselftest bundle, a directory that make install\n"
	     "                   in tools/testing/selftests made, instead of the contracts, or\n"
	     "                   with those that --contract names; it holds upstream/... too\n"
	     "  --kunit-module FILE\n"
	     "                   pincer_kunit.ko, built for these kernels: inserted and removed\n"
	     "                   twice in a guest, instead of the contracts, or with those that\n"
	     "                   --contract names; make kunit-module builds and runs it\n"
	     "  --json FILE      write the results to FILE too, which is replaced as a whole;\n"
	     "                   " RESULTS_LATEST " is always written\n"
	     "  --jobs N         guests at the same time (default: one a processor, as far as\n"
	     "                   there is a GiB of memory for each); those that would idle\n"
	     "                   share a kernel's contracts with others\n"
	     "  --timeout S      seconds of silence that count as a hang (default: 30)\n"
	     "  --seed N         shuffle the order of contracts, by this number\n"
	     "  --keep           keep the guests' disks and all their output\n"
	     "  --all            print every contract, not only those that say something\n"
	     "  --strict         a defect is a failure\n"
	     "\n"
	     "  pincer run bookworm trixie --contract 'io_uring.register/*' --all\n"
	     "  pincer run --kselftest ~/bundle --contract 'upstream/mm:*' trixie");
}

static int take_glob(struct request *q, const char *glob)
{
	if (q->nr_globs == GLOBS_MAX) {
		msg_error("run: more than %d times --contract; use wider patterns",
			  GLOBS_MAX);
		return STATUS_USAGE;
	}
	q->glob[q->nr_globs++] = glob;
	return 0;
}

static int take_option(void *request, char **argv, int got)
{
	struct request *q = request;

	switch (got) {
	case 'c':
		return take_glob(q, optarg);
	case 'u':
		q->upstream = true;
		return 0;
	case 'b':
		q->kselftest = optarg;
		return 0;
	case 'm':
		q->kunit_module = optarg;
		return 0;
	case 'o':
		q->json = optarg;
		return 0;
	case 'j':
		return number_option(argv, "--jobs", 1, 256, &q->jobs);
	case 't':
		return number_option(argv, "--timeout", 1, 86400, &q->timeout);
	case 's':
		return number_option(argv, "--seed", 1, ~0ULL, &q->seed);
	case 'k':
		q->keep = true;
		return 0;
	case 'a':
		q->matrix.all = true;
		return 0;
	case 'S':
		q->matrix.strict = true;
	}
	return 0;
}

static const struct cmd_syntax syntax = {
	.options = options, .help = help, .take = take_option,
};

static int add_kernel(struct results *r, const struct plan *p,
		      const struct shares *s, size_t i)
{
	const struct plan_kernel *k = &p->kernels[i];
	struct result_kernel *out = results_add_kernel(r, k->kernel.name);

	if (!out)
		return -ENOMEM;
	snprintf(out->origin, sizeof(out->origin), "%s",
		 origin_name(k->kernel.origin));
	snprintf(out->version, sizeof(out->version), "%s", k->image.version);
	snprintf(out->history_from, sizeof(out->history_from), "%s",
		 k->history_from);
	plan_config(k->image.config, out->config, sizeof(out->config));
	if (k->kernel.origin != ORIGIN_RUNNING)
		outputs_keep(&s->list[i], out);
	return shares_collect(s, i, r);
}

static int collect_results(const struct plan *p, const struct shares *s,
			   struct results *r)
{
	size_t i;
	int ret = 0;

	plan_bundle_name(p, r->bundle, sizeof(r->bundle));
	for (i = 0; i < p->nr && !ret; i++)
		ret = add_kernel(r, p, s, i);
	if (!ret)
		results_judge(r);
	return ret;
}

/* Claims are known only after the run: report patterns that fit none. */
static bool all_fit(const struct request *q, const struct results *r)
{
	size_t i, k;

	for (i = 0; i < q->nr_globs; i++) {
		for (k = 0; k < r->nr_cells; k++) {
			if (!fnmatch(q->glob[i], r->cells[k].report.id, 0))
				break;
		}
		if (k < r->nr_cells)
			continue;
		msg_error("no claim \"%s\": its suites have run and made none; leave it out and see --all",
			  q->glob[i]);
		return false;
	}
	return true;
}

static int report(const struct request *q, struct results *r)
{
	bool saved = !results_save(r, RESULTS_LATEST);
	int ret;

	if (q->json && results_save(r, q->json))
		saved = false;
	/* Print the matrix even if the files could not be written. */
	matrix_print(r, stdout, &q->matrix);
	ret = saved ? cmd_status(r, q->matrix.strict) : STATUS_USAGE;
	return ret == STATUS_GOOD && !all_fit(q, r) ? STATUS_USAGE : ret;
}

/* Runs all guests, and closes the display before anything is printed. */
static int run_guests(struct plan *p, const struct request *q,
		      struct results *r)
{
	const struct share_request whole = { .nr = p->nr, .jobs = q->jobs };
	struct shares s;
	int ret;

	ret = shares_open(&s, p, &whole);
	if (ret)
		return ret;
	ret = shares_run(&s);
	display_close(p->display);
	p->display = NULL;
	if (!ret)
		ret = collect_results(p, &s, r);
	shares_close(&s);
	return ret;
}

static int plan_tests(struct plan *p, const struct request *q)
{
	int ret = 0;

	if (q->upstream && q->kselftest) {
		msg_error("run: --upstream and --kselftest each bring their tests; give one of them");
		return STATUS_USAGE;
	}
	if (q->kunit_module && (q->upstream || q->kselftest)) {
		msg_error("run: kunit.filter_glob names one thing: give either --kunit-module or --upstream or --kselftest");
		return STATUS_USAGE;
	}
	if (q->kunit_module)
		ret = plan_kunit_module(p, q->kunit_module);
	else if (q->kselftest)
		ret = plan_bundle(p, q->kselftest);
	else if (q->upstream)
		ret = plan_upstream(p);
	if (!ret)
		ret = plan_contracts(p, q->glob, q->nr_globs);
	return ret ? ret : plan_bundle_deps(p);
}

static int run(struct plan *p, const struct request *q, struct results *r,
	       char **argv, int argc)
{
	int ret;

	if (outputs_check(q->json) ||
	    plan_kernels(p, argv + optind, argc - optind) || plan_tests(p, q))
		return STATUS_USAGE;
	if (q->seed)
		msg_note("the order is shuffled by --seed %llu", q->seed);
	if (plan_prepare(p, q->timeout, q->seed))
		return STATUS_USAGE;
	ret = run_guests(p, q, r);
	if (ret)
		return STATUS_USAGE;
	return report(q, r);
}

static void name_command(struct results *r, char **argv, int argc)
{
	int i;

	string_append(r->command, sizeof(r->command), "pincer");
	for (i = 0; i < argc; i++)
		string_append(r->command, sizeof(r->command), " %s", argv[i]);
	snprintf(r->pincer, sizeof(r->pincer), "%s", cmd_version());
}

int cmd_run(int argc, char **argv)
{
	struct request q = {
		.jobs = cmd_jobs(),
		.timeout = TIMEOUT_SECONDS,
	};
	struct results r = { .nr_cells = 0 };
	struct plan p = { .nr = 0 };
	int ret;

	name_command(&r, argv, argc);
	ret = cmd_options(argc, argv, &syntax, &q);
	if (ret != CMD_GO_ON)
		return ret;
	ret = run(&p, &q, &r, argv, argc);
	plan_free(&p, q.keep);
	results_free(&r);
	return ret;
}
