// SPDX-License-Identifier: GPL-2.0
/*
 * Both ports of guests as a whole: whatever they print, and wherever they end,
 * every case that was planned ends in a verdict, the pieces in which it comes
 * change nothing, and no case passes of which no guest said so.
 *
 * A line of the input begins with what it is:
 *
 *   c  a line of the console		C  the same without its newline
 *   r  a line of the results port	R  the same without its newline
 *   x  the machine exits		h  it hangs
 *
 * Machines that are started behind the end of the input exit at once.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "fuzz.h"
#include "guest/guest_boot.h"
#include "guest/guest_collect.h"
#include "guest/guest_ended.h"
#include "guest/guest_run.h"
#include "image/bundle.h"
#include "model/array_size.h"

#define BOOTS_MAX 100

static const char *const ids[] = {
	"kunit.shape", "odirect.read.ext4/anon", "odirect.read.ext4/anon:read",
	"odirect.read.ext4/anon_thp", "io_uring.register/anon",
	"upstream/mm:cow", "upstream/mm:memfd_secret",
};

static struct bundle_test tests[] = {
	{ .id = "upstream/mm:cow", .collection = "mm", .program = "cow" },
	{ .id = "upstream/mm:memfd_secret", .collection = "mm",
	  .program = "memfd_secret" },
};

static const struct bundle bundle = {
	.tests = tests, .nr = ARRAY_SIZE(tests),
};

static const struct image image = { .vmlinuz = "/vmlinuz" };

/* Nothing can be written in that directory. */
static const struct guest_job job = {
	.name = "fuzz", .image = &image, .boot = "/vmlinuz", .ids = ids,
	.nr = ARRAY_SIZE(ids), .nr_suites = 1, .history = "",
	.bundle = &bundle, .accel = "tcg", .dir = "/proc/none", .timeout = 20,
};

/* The other ends of the ports of the machine that runs. */
static int input[VM_PORTS] = { -1, -1 };

static void close_input(void)
{
	int i;

	for (i = 0; i < VM_PORTS; i++) {
		if (input[i] >= 0)
			close(input[i]);
		input[i] = -1;
	}
}

/* The machines are the input's: this is what starts one. */
int guest_boot(struct guest *g)
{
	int ends[2], i;

	if (g->boots > BOOTS_MAX)
		fuzz_wrong("%zu cases took %d machines", job.nr, g->boots);
	close_input();
	g->vm = (struct vm){ -1, -1, { -1, -1 }, { -1, -1 } };
	for (i = 0; i < VM_PORTS; i++) {
		if (pipe2(ends, O_CLOEXEC | O_NONBLOCK))
			fuzz_wrong("there are no more pipes");
		g->vm.port[i] = ends[0];
		input[i] = ends[1];
	}
	return 0;
}

static void print(struct guest *g, enum vm_port port, const char *text,
		  size_t size)
{
	if (g->phase == GUEST_DONE || !size)
		return;
	if (write(input[port], text, size) != (ssize_t)size)
		fuzz_wrong("a port takes no %zu bytes", size);
	guest_readable(g, port);
	if (g->spoilt)
		guest_expired(g);
}

static void print_line(struct guest *g, const char *line, size_t size,
		       bool in_pieces)
{
	const enum vm_port port = strchr("cC", *line) ? VM_CONSOLE : VM_RESULTS;
	const bool whole = strchr("cr", *line);
	struct fuzz_pieces p = fuzz_pieces(line + 1, size - 1 + whole);
	const char *piece;
	size_t length;

	if (!in_pieces)
		print(g, port, line + 1, size - 1 + whole);
	while (in_pieces && (length = fuzz_piece(&p, &piece)))
		print(g, port, piece, length);
}

/* One line of the input; its newline is there. */
static void act(struct guest *g, const char *line, size_t size, bool in_pieces)
{
	if (*line == 'x')
		guest_exited(g);
	else if (*line == 'h')
		guest_expired(g);
	else if (size && strchr("cCrR", *line))
		print_line(g, line, size, in_pieces);
}

static void run(struct guest *g, const char *data, size_t size, bool in_pieces)
{
	const char *end = data + size, *newline;

	if (guest_open(g, &job))
		fuzz_wrong("a guest cannot be opened");
	guest_start(g);
	for (; g->phase != GUEST_DONE && data < end; data = newline + 1) {
		newline = memchr(data, '\n', end - data);
		if (!newline)
			break;
		act(g, data, newline - data, in_pieces);
	}
	while (g->phase != GUEST_DONE)
		guest_exited(g);
	close_input();
}

/* What has to stand in the input before a case may pass. */
static const char *proof_of(const char *id)
{
	if (upstream_is(id))
		return "how=exited value=";
	return suite_find(id) ? "error=0 lost=0" : "verdict=pass";
}

static void check_case(const struct guest_case *c, const char *id,
		       const char *data, size_t size)
{
	if (c->state != CASE_DONE || strcmp(c->report.id, id))
		fuzz_wrong("%s has no result, but that of \"%s\"", id,
			   c->report.id);
	if ((unsigned int)c->report.verdict >= V_COUNT)
		fuzz_wrong("%s has the verdict %d", id, c->report.verdict);
	if (c->report.verdict == V_PASS &&
	    !memmem(data, size, proof_of(id), strlen(proof_of(id))))
		fuzz_wrong("%s has passed, and no guest said so", id);
}

static void compare(const struct guest_case *a, const struct guest_case *b)
{
	if (a->report.verdict != b->report.verdict ||
	    !outcome_equal(&a->report.seen.outcome, &b->report.seen.outcome))
		fuzz_wrong("%s is %s as a whole (%s), and %s in pieces (%s)",
			   a->report.id, verdict_name(a->report.verdict),
			   a->report.seen.reason,
			   verdict_name(b->report.verdict),
			   b->report.seen.reason);
}

/* What is collected can be saved, and loaded again. */
static void check_results(const struct guest *g)
{
	struct results r = { .nr_cells = 0 }, again;
	char path[PATH_MAX];

	if (!results_add_kernel(&r, "fuzz") || guest_collect(g, 1, &r, 0))
		fuzz_wrong("results cannot be collected");
	strcpy(r.kernels[0].version, "6.12.118");
	results_judge(&r);
	if (path_format(path, "%s/results", fuzz_dir()) ||
	    results_save(&r, path))
		fuzz_wrong("results cannot be saved");
	if (results_load(&again, path))
		fuzz_wrong("results that were saved cannot be loaded: %s",
			   msg_last());
	if (again.nr_cells < job.nr)
		fuzz_wrong("%zu cases are %zu cells", job.nr, again.nr_cells);
	results_free(&r);
	results_free(&again);
}

void fuzz_one(const char *data, size_t size)
{
	struct guest whole, pieces;
	size_t i;

	run(&whole, data, size, false);
	run(&pieces, data, size, true);
	for (i = 0; i < job.nr; i++) {
		check_case(&whole.cases[i], ids[i], data, size);
		compare(&whole.cases[i], &pieces.cases[i]);
	}
	check_results(&whole);
	guest_close(&whole);
	guest_close(&pieces);
}
