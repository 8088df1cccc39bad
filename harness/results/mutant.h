/* SPDX-License-Identifier: GPL-2.0 */
/* Mutants: faults that are put into a kernel, one at a time, and who notices. */
#ifndef PINCER_MUTANT_H
#define PINCER_MUTANT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/outcome.h"

/**
 * enum mutant_state - what became of a mutant
 * @MUTANT_NOT_RUN: nothing yet
 * @MUTANT_NOTICED: a contract of its @notices failed or drifted
 * @MUTANT_ELSEWHERE: only another one did
 * @MUTANT_AS_ERROR: contracts could not be tried, none failed
 * @MUTANT_SURVIVED: every contract came out as without it
 * @MUTANT_EQUIVALENT: the same, and its file says why none can notice
 * @MUTANT_EXCLUDED: not meant for this kernel
 * @MUTANT_UNFIT: cannot be put into this kernel, or its guests did not switch
 *	it on
 * @MUTANT_FALSE_ALARM: a contract failed, though its place was never reached
 * @MUTANT_UNREACHED: not tried, since no test reaches its place
 */
enum mutant_state {
	MUTANT_NOT_RUN, MUTANT_NOTICED, MUTANT_ELSEWHERE, MUTANT_AS_ERROR,
	MUTANT_SURVIVED, MUTANT_EQUIVALENT, MUTANT_EXCLUDED, MUTANT_UNFIT,
	MUTANT_FALSE_ALARM, MUTANT_UNREACHED, NR_MUTANT_STATES
};

/** mutant_state_name() - "noticed", "elsewhere", ... */
const char *mutant_state_name(enum mutant_state s);

/** struct mutant_by - a contract that noticed a mutant, and what it saw */
struct mutant_by {
	char id[128];
	char observed[OUTCOME_TEXT_MAX];
};

#define MUTANT_BY_MAX 8

/**
 * struct mutant - one fault
 * @name: its name, a C identifier, and its file's name without ".cocci"
 * @path: the file
 * @what: the fault, in one line
 * @source: "derived", "commit ID", or the address of a report
 * @area: the area of the kernel, of mutant_areas
 * @files: the kernel's files that it changes, blanks between
 * @notices: globs of contracts that have to notice it, the most telling first
 * @kernels: versions that it applies to, "6.12- 6.1"; "" for all
 * @config: the fragment of kernels/config/ without which nobody can notice it,
 *	"debug"; "" for none
 * @equivalent: why nobody can notice it, or ""
 * @chosen: asked for; what is wrong with others is not reported
 * @state: what became of it
 * @reason: why, for MUTANT_UNFIT and MUTANT_AS_ERROR
 * @by: contracts that noticed it, the most telling first
 * @nr_noticed: how many contracts did
 * @nr_errors: how many could not be tried, and could be without the mutant
 * @whole: all contracts were tried, not only those of @notices
 * @reached: how often its code was reached, -1 when that is not known
 * @uncounted: a guest ended before it reported how often
 * @seconds: what its guests took
 * @upstream: what the kernel's own tests showed, as @state
 * @upstream_by: the first of them that noticed it, and what became of it
 */
struct mutant {
	char name[64];
	char path[PATH_MAX];
	char what[256];
	char source[256];
	char area[24];
	char files[256];
	char notices[512];
	char kernels[64];
	char config[24];
	char equivalent[512];
	bool chosen;
	enum mutant_state state;
	char reason[256];
	struct mutant_by by[MUTANT_BY_MAX];
	size_t nr_noticed, nr_errors;
	bool whole;
	long reached;
	bool uncounted;
	double seconds;
	enum mutant_state upstream;
	char upstream_by[256];
};

/**
 * struct mutants - some of them, sorted by name
 * @list: the mutants
 * @nr: how many
 */
struct mutants {
	struct mutant *list;
	size_t nr;
};

/* The areas, ended by NULL. */
extern const char *const mutant_areas[];

/** mutants_find() - the one of a name, or NULL */
struct mutant *mutants_find(const struct mutants *m, const char *name);

/** mutants_free() - free all of them */
void mutants_free(struct mutants *m);

#endif
