/* SPDX-License-Identifier: GPL-2.0 */
/* The results of a run, in memory and as JSON; RESULTS.md describes them. */
#ifndef PINCER_RESULTS_H
#define PINCER_RESULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/report.h"

/**
 * struct result_kernel - one column of the matrix
 * @name: the kernel's name
 * @origin: origin_name()
 * @version: its version, as found
 * @history: as history_format() writes it
 * @history_from: where that came from: "package version 6.1.192-2",
 *	"uname -v", "+ with= of kernels/x.ini", ...
 * @machine: the machine, as the guest reported it
 * @config: the CONFIG_ options that contracts ask for, "PCI_P2PDMA=y ...",
 *	"" when the config is unknown
 * @accel: what QEMU ran them with, "kvm" or "tcg"; "" for the running kernel,
 *	and when the file is older than this member
 * @not_run: contracts that an interrupt left without a result
 * @boots: how many guests were started for it
 * @seconds: from the first boot to the last power-off
 * @console: the file that keeps its console, "" for the running kernel
 * @upstream_log: the file that keeps the output of the kernel's own tests, ""
 *	when none ran
 */
struct result_kernel {
	char name[64];
	char origin[32];
	char version[128];
	char history[HISTORY_TEXT_MAX];
	char history_from[256];
	struct machine machine;
	char config[2048];
	char accel[8];
	int boots, not_run;
	double seconds;
	char console[4096];
	char upstream_log[4096];
};

/* What the ids of the kernel's own tests begin with. */
#define UPSTREAM_PREFIX "upstream/"

/** upstream_is() - whether an id is that of one of the kernel's own tests */
bool upstream_is(const char *id);

/**
 * struct subtests - what the parts of one of the kernel's own tests came to
 * @passed: parts that passed
 * @failed: that failed
 * @skipped: that were skipped
 * @expected: that failed as they were expected to
 * @missing: that its plan promised and that never came
 */
struct subtests {
	long passed, failed, skipped, expected, missing;
};

/** subtests_any() - whether a test has any parts */
bool subtests_any(const struct subtests *s);

/**
 * struct cell - one contract on one kernel, or one of the kernel's own tests
 * @kernel: index into struct results.kernels
 * @report: what was observed and judged
 * @parts: all zero for a contract, and for a test that has no parts
 * @tries: how often it was tried, 0 where once was enough
 * @bad: how often of these it was not as promised
 */
struct cell {
	size_t kernel;
	struct report report;
	struct subtests parts;
	long tries, bad;
};

/** cell_is_gone() - whether a bad cell was good when it was tried again */
static inline bool cell_is_gone(const struct cell *c)
{
	return c->bad < c->tries;
}

/**
 * cell_bad() - whether a cell makes the exit status 1
 * @c: the cell
 * @strict: a defect does, too, and what did not come back
 */
static inline bool cell_bad(const struct cell *c, bool strict)
{
	return verdict_bad(c->report.verdict, strict) &&
	       (strict || !cell_is_gone(c));
}

/**
 * struct results - a whole run
 * @command: the command line
 * @pincer: the version of pincer
 * @bundle: the bundle that the kernel's own tests came from, ""
 * @kernels: the columns
 * @nr_kernels: how many
 * @cells: all of their cells
 * @nr_cells: how many
 */
struct results {
	char command[1024];
	char pincer[64];
	char bundle[4096 + 64];
	struct result_kernel *kernels;
	size_t nr_kernels;
	struct cell *cells;
	size_t nr_cells;
};

/** results_add_kernel() - a new column; the pointer is good until the next */
struct result_kernel *results_add_kernel(struct results *r, const char *name);

/** results_add_cell() - a new cell; the pointer is good until the next */
struct cell *results_add_cell(struct results *r, size_t kernel);

/** results_find() - the cell of a kernel and a contract, or NULL */
struct cell *results_find(struct results *r, size_t kernel, const char *id);

/**
 * cell_rests_on_kernel() - whether a cell's verdict rests on its kernel's page
 *	size and history
 * @c: the cell
 *
 * Return: true for an observation of a contract; false for a skip, an error, a
 * claim of KUnit and a test that is not Pincer's own, which stay as they are.
 */
bool cell_rests_on_kernel(const struct cell *c);

/** results_find_column() - the column of a kernel's name, or NULL */
struct result_kernel *results_find_column(const struct results *r,
					  const char *name);

/** results_free() - free everything, and leave an empty struct */
void results_free(struct results *r);

/**
 * results_save() - write results as JSON, to a temporary file that is renamed
 * @r: the results
 * @path: the file
 *
 * Return: 0 or a negative errno, reported through msg_error().
 */
int results_save(const struct results *r, const char *path);

/** results_load() - the reverse; errors name file and member */
int results_load(struct results *r, const char *path);

/**
 * results_history() - the history that a kernel is judged by
 * @k: the kernel
 * @h: filled in; a commit that @k's text does not name was not known to the
 *	pincer that wrote it, and is there if the version says so
 * @bad: on error, points at the item of the text that is not known here
 *
 * Return: as history_apply().
 */
int results_history(const struct result_kernel *k, struct history *h,
		    const char **bad);

/**
 * struct results_gap - what a kernel's cells cannot be judged without
 * @member: of its JSON object, NULL when nothing is missing
 * @what: what is the matter with it
 * @wrong: what is there cannot be; else it is not known
 */
struct results_gap {
	const char *member, *what;
	bool wrong;
};

/** results_gap() - what there is not of a kernel's page size and history */
struct results_gap results_gap(const struct result_kernel *k);

/**
 * results_judge() - judge every cell by its kernel's history, in place, and
 *	note in drifting cells which single commit would explain all of them
 * @r: the results
 *
 * What a KUnit suite claims was judged in the kernel, and is kept. What was
 * observed on a kernel with a results_gap() becomes an error.
 */
void results_judge(struct results *r);

#endif
