// SPDX-License-Identifier: GPL-2.0
/* pincer bench: what a run costs beyond the bare boots. Asserts nothing. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "cmd/bench_table.h"
#include "cmd/cmd.h"
#include "guest/display.h"
#include "plan/plan.h"
#include "plan/plan_contracts.h"
#include "plan/plan_kernels.h"
#include "plan/plan_prepare.h"
#include "plan/share.h"

/* struct series - the same thing measured several times */
struct series {
	double *value;
	size_t nr;
};

/* struct bench - what is measured: a bare and a full series for each kernel */
struct bench {
	struct plan plan;
	unsigned long long repeat, jobs;
	struct series *bare, *full;
	struct series bare_all, full_all;
};

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double median(struct series *s)
{
	if (!s->nr)
		return 0;
	qsort(s->value, s->nr, sizeof(*s->value), by_value);
	return (s->value[(s->nr - 1) / 2] + s->value[s->nr / 2]) / 2;
}

static void add_value(struct series *s, double value)
{
	s->value[s->nr++] = value;
}

/* So many kernels from @first on; the time that all of them took. */
static int time_kernels(struct bench *b, size_t first, size_t nr, bool bare,
			double *seconds)
{
	const struct share_request request = {
		.first = first, .nr = nr, .jobs = b->jobs, .bare = bare,
	};
	double began = guest_now();
	struct shares s;
	size_t i;
	int ret;

	ret = shares_open(&s, &b->plan, &request);
	if (ret)
		return ret;
	ret = shares_run(&s);
	*seconds = guest_now() - began;
	for (i = 0; i < s.nr_guests && !ret; i++) {
		if (s.guests[i].boots == 1 && s.guests[i].bare_ok == bare)
			continue;
		msg_error("%s: its guest was lost, so there are no numbers; see pincer run",
			  s.guests[i].job->name);
		ret = -EIO;
	}
	shares_close(&s);
	return ret;
}

static int measure_kernel(struct bench *b, size_t i)
{
	double seconds;
	int ret;

	ret = time_kernels(b, i, 1, true, &seconds);
	if (ret)
		return ret;
	add_value(&b->bare[i], seconds);
	ret = time_kernels(b, i, 1, false, &seconds);
	if (!ret)
		add_value(&b->full[i], seconds);
	return ret;
}

static int measure_all(struct bench *b)
{
	unsigned long long n;
	double seconds;
	size_t i;
	int ret = 0;

	/* In turns, so that a noisy minute spoils no single number. */
	for (n = 0; n < b->repeat && !ret; n++) {
		for (i = 0; i < b->plan.nr && !ret; i++)
			ret = measure_kernel(b, i);
		if (!ret)
			ret = time_kernels(b, 0, b->plan.nr, true, &seconds);
		if (!ret) {
			add_value(&b->bare_all, seconds);
			ret = time_kernels(b, 0, b->plan.nr, false, &seconds);
		}
		if (!ret)
			add_value(&b->full_all, seconds);
	}
	return ret;
}

static int print_table(struct bench *b)
{
	const size_t nr = b->plan.nr;
	const unsigned long long slots = b->jobs < nr ? b->jobs : nr;
	struct bench_row *rows = calloc(nr + 1, sizeof(*rows));
	size_t i;

	if (!rows) {
		msg_error("out of memory");
		return STATUS_USAGE;
	}
	for (i = 0; i < nr; i++) {
		rows[i] = (struct bench_row){
			.name = b->plan.kernels[i].kernel.name,
			.bare = median(&b->bare[i]),
			.full = median(&b->full[i]),
		};
	}
	rows[nr] = (struct bench_row){
		.name = "all at once", .bare = median(&b->bare_all),
		.full = median(&b->full_all),
	};
	bench_table_print(stdout, rows, nr, slots);
	free(rows);
	return STATUS_GOOD;
}

static int allocate(struct bench *b)
{
	const size_t nr = b->plan.nr;
	double *values;
	size_t i;

	b->bare = calloc(2 * nr, sizeof(*b->bare));
	values = calloc((2 * nr + 2) * b->repeat, sizeof(*values));
	if (!b->bare || !values) {
		free(values);
		msg_error("out of memory");
		return -ENOMEM;
	}
	b->full = b->bare + nr;
	b->bare_all.value = values;
	b->full_all.value = values + b->repeat;
	for (i = 0; i < 2 * nr; i++)
		b->bare[i].value = values + (2 + i) * b->repeat;
	return 0;
}

/* The machine that pincer runs on is not booted. */
static int refuse_running(const struct plan *p)
{
	size_t i;

	for (i = 0; i < p->nr; i++) {
		if (p->kernels[i].kernel.origin != ORIGIN_RUNNING)
			continue;
		msg_error("bench: %s has no boot to be measured: name kernels that run in guests",
			  p->kernels[i].kernel.name);
		return STATUS_USAGE;
	}
	return 0;
}

static int bench(struct bench *b, char **names, int nr)
{
	int ret;

	if (plan_kernels(&b->plan, names, nr) || refuse_running(&b->plan) ||
	    plan_contracts(&b->plan, NULL, 0) ||
	    plan_prepare(&b->plan, 30, 0) || allocate(b))
		return STATUS_USAGE;
	ret = measure_all(b);
	display_close(b->plan.display);
	b->plan.display = NULL;
	if (ret)
		return STATUS_USAGE;
	return print_table(b);
}

static const struct cmd_option options[] = {
	{ "repeat", 'n', "N", "how often each is measured (default: 3)",
	  .field = offsetof(struct bench, repeat), .least = 1, .most = 1000 },
	{ "jobs", .argument = "N",
	  .help = "guests at the same time (default: three for two CPUs, so far as there is a GiB of memory for each)",
	  .field = offsetof(struct bench, jobs), .least = 1, .most = 256 },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "bench [KERNEL...] [-n N] [--jobs N]",
	.about =
"Measures what the contracts cost beyond the boots. A row a kernel, medians in\n"
"seconds of wall-clock time, each from the start of QEMU to its end:\n"
"\n"
"  bare boot   the same image with the same devices, booted to power-off\n"
"  contracts   the same with every contract\n"
"  ratio       contracts / bare boot: 1.00 would be contracts for nothing\n"
"\n"
"\"one after the other\" adds the rows up; \"all at once\" is measured: all kernels\n"
"together, as many at a time as --jobs says, as `pincer run` does it. The last\n"
"line compares that with the bare boots shared evenly among so many slots.\n"
"Fetching kernels is not in any number, and no number is a pass or a failure.",
	.options = options,
	.examples = "  pincer bench bookworm trixie -n 5",
};

int cmd_bench(int argc, char **argv)
{
	struct bench b = {
		.repeat = 3, .jobs = cmd_jobs(),
	};
	int ret = cmd_options(argc, argv, &syntax, &b);

	if (ret != CMD_GO_ON)
		return ret;
	ret = bench(&b, argv + optind, argc - optind);
	free(b.bare_all.value);
	free(b.bare);
	plan_free(&b.plan, false);
	return ret;
}
