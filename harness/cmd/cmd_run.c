// SPDX-License-Identifier: GPL-2.0
/* pincer run: boot kernels, try every contract, print the matrix. */
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "cmd/cmd.h"
#include "cmd/outputs.h"
#include "guest/display.h"
#include "model/strings.h"
#include "plan/plan.h"
#include "plan/plan_bundle.h"
#include "plan/plan_config.h"
#include "plan/plan_contracts.h"
#include "plan/plan_kernels.h"
#include "plan/plan_prepare.h"
#include "plan/plan_resume.h"
#include "plan/share.h"
#include "report/matrix.h"

#define GLOBS_MAX 32
#define TIMEOUT_SECONDS 30

/* struct request - the options */
struct request {
	const char *glob[GLOBS_MAX];
	size_t nr_globs;
	const char *json;
	const char *kselftest;
	const char *kunit_module;
	bool upstream;
	unsigned long long jobs, timeout, seed;
	bool keep, resume;
	struct results old;
	struct matrix_options matrix;
};

static int add_glob(void *request, const char *glob)
{
	struct request *q = request;

	if (q->nr_globs == GLOBS_MAX) {
		msg_error("run: more than %d times --contract; use wider patterns",
			  GLOBS_MAX);
		return STATUS_USAGE;
	}
	q->glob[q->nr_globs++] = glob;
	return 0;
}

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

/* A kernel that was not begun has no column: nothing is known of it. */
static void drop_unbegun(struct results *r)
{
	const struct result_kernel *last = &r->kernels[r->nr_kernels - 1];

	if (!last->machine.page_size && last->not_run)
		r->nr_kernels--;
}

static int collect_results(const struct plan *p, const struct shares *s,
			   const struct results *old, struct results *r)
{
	size_t i;
	int ret = 0;

	plan_bundle_name(p, r->bundle, sizeof(r->bundle));
	for (i = 0; i < p->nr && !ret; i++) {
		ret = add_kernel(r, p, s, i);
		if (!ret && !results_find_column(old, p->kernels[i].kernel.name))
			drop_unbegun(r);
	}
	if (!ret)
		ret = plan_resume_merge(r, old);
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

/* A tree of which no guest said what machine it has: `git bisect` skips it. */
static bool is_untestable(const struct results *r)
{
	const struct result_kernel *k;
	size_t i;

	for (i = 0; i < r->nr_kernels; i++) {
		k = &r->kernels[i];
		if (!strcmp(k->origin, origin_name(ORIGIN_TREE)) && k->boots &&
		    !k->machine.page_size)
			return true;
	}
	return false;
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
	if (ret != STATUS_GOOD && is_untestable(r))
		return STATUS_UNTESTABLE;
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
	if (ret >= 0 && collect_results(p, &s, &q->old, r))
		ret = -ENOMEM;
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

/* msg_note() is silent after a signal. */
static void tell_of_interrupt(const struct plan *p, const struct results *r)
{
	const char *again = strstr(r->command, " --resume") ? "" : " --resume";
	size_t i, begun = r->nr_kernels;

	for (i = 0; i < begun; i++)
		if (r->kernels[i].not_run)
			fprintf(stderr, "pincer: %s: %d contracts were not run\n",
				r->kernels[i].name, r->kernels[i].not_run);
	if (begun < p->nr)
		fprintf(stderr, "pincer: %zu of %zu kernels were not begun\n",
			p->nr - begun, p->nr);
	fprintf(stderr, "pincer: %s has what is finished; go on with: %s%s\n",
		RESULTS_LATEST, r->command, again);
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
		return p->unbuilt ? STATUS_UNTESTABLE : STATUS_USAGE;
	if (plan_resume(p, &q->old, RESULTS_LATEST))
		return STATUS_USAGE;
	ret = run_guests(p, q, r);
	if (ret < 0)
		return STATUS_USAGE;
	if (ret > 0 && !r->nr_cells)
		return STATUS_USAGE;
	if (ret > 0)
		tell_of_interrupt(p, r);
	return report(q, r);
}

/* What --resume goes on with. */
static int load_old(struct request *q)
{
	if (!q->resume)
		return 0;
	if (results_load(&q->old, RESULTS_LATEST))
		return STATUS_USAGE;
	if (!strcmp(q->old.pincer, cmd_version()))
		return 0;
	msg_error("%s: was written by pincer %s, and this is %s: leave --resume out",
		  RESULTS_LATEST, q->old.pincer, cmd_version());
	return STATUS_USAGE;
}

static void name_command(struct results *r, char **argv, int argc)
{
	int i;

	string_append(r->command, sizeof(r->command), "pincer");
	for (i = 0; i < argc; i++)
		string_append(r->command, sizeof(r->command), " %s", argv[i]);
	snprintf(r->pincer, sizeof(r->pincer), "%s", cmd_version());
}

#define FIELD(name) .field = offsetof(struct request, name)

static const struct cmd_option options[] = {
	{ "contract", .argument = "GLOB", .set = add_glob,
	  .help = "only contracts whose id fits; may be given several times" },
	{ "upstream", FIELD(upstream),
	  .help = "the kernel's own tests as well that `make upstream` built; outside the exit status, like those of --kselftest" },
	{ "kselftest", .argument = "DIR", FIELD(kselftest),
	  .help = "the tests of a kselftest bundle, a directory that make install in tools/testing/selftests made, instead of the contracts, or with those that --contract names; it holds upstream/... too" },
	{ "kunit-module", .argument = "FILE", FIELD(kunit_module),
	  .help = "pincer_kunit.ko, built for these kernels: inserted and removed twice in a guest, instead of the contracts, or with those that --contract names; make kunit-module builds and runs it" },
	{ "json", .argument = "FILE", FIELD(json),
	  .help = "write the results to FILE too, which is replaced as a whole; " RESULTS_LATEST " is always written" },
	{ "jobs", .argument = "N", FIELD(jobs), .least = 1, .most = 256,
	  .help = "guests at the same time (default: three for two CPUs, so far as there is a GiB of memory for each); those that would idle share a kernel's contracts with others" },
	{ "timeout", .argument = "S", FIELD(timeout), .least = 1, .most = 86400,
	  .help = "seconds of silence that count as a hang (default: 30)" },
	{ "seed", .argument = "N", FIELD(seed), .least = 1, .most = ~0ULL,
	  .help = "shuffle the order of contracts, by this number" },
	{ "resume", FIELD(resume),
	  .help = "go on with a run of the same kernels that was interrupted: what " RESULTS_LATEST " has a result of is not run again" },
	{ "keep", FIELD(keep),
	  .help = "keep the guests' disks and all their output" },
	{ "all", FIELD(matrix.all),
	  .help = "print every contract, not only those that say something" },
	{ "strict", FIELD(matrix.strict), .help = "a defect is a failure, and so is what did not come back" },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "run [KERNEL...] [OPTION...]",
	.about =
"Boots each kernel in a virtual machine, tries every contract on it and prints\n"
"the matrix. A KERNEL is a name that `pincer list` shows, a path to a bzImage,\n"
"vmlinux or kernel source, or `running` for this machine's own. `all` stands for\n"
"all of kernels/; without a KERNEL, those of them run that are not built here.",
	.options = options,
	.examples =
"  pincer run bookworm trixie --contract 'io_uring.register/*' --all\n"
"  pincer run --kselftest ~/bundle --contract 'upstream/mm:*' trixie",
};

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
	ret = load_old(&q) ?: run(&p, &q, &r, argv, argc);
	plan_free(&p, q.keep);
	results_free(&r);
	results_free(&q.old);
	return ret;
}
