/* SPDX-License-Identifier: GPL-2.0 */
/* The results of mutants as JSON; RESULTS.md describes them. */
#ifndef PINCER_MUTANTS_JSON_H
#define PINCER_MUTANTS_JSON_H

#include "results/mutant.h"

/**
 * struct mutant_run - a run over mutants
 * @mutants: the mutants
 * @kernel: the kernel's name
 * @version: its version
 * @build: what tells it from any other, with its mutants
 * @upstream_build: the same, of the kernel that the kernel's own tests ran on; ""
 *	when they have not
 * @pincer: the version of pincer
 * @seconds: how long all of it took
 * @clean: the kernel without mutants kept its promises, first and last
 * @alone: it was not booted without a mutant
 */
struct mutant_run {
	struct mutants *mutants;
	char kernel[64], version[128], build[256], upstream_build[256];
	char pincer[64];
	double seconds;
	bool clean, alone;
};

/** mutant_run_save() - write it; 0 or a negative errno, reported */
int mutant_run_save(const struct mutant_run *r, const char *path);

/** enum mutant_suite - whose results */
enum mutant_suite { MUTANT_SUITE_PINCER, MUTANT_SUITE_UPSTREAM };

/**
 * mutant_run_resume() - take over what an earlier run came to
 * @r: the run, whose mutants receive their results
 * @path: the earlier run
 * @suite: what is to be gone on with; the other suite's results come along
 *
 * Return: 0, or a negative errno, reported: there is none, or it was of another
 * kernel, or by another pincer.
 */
int mutant_run_resume(struct mutant_run *r, const char *path,
		      enum mutant_suite suite);

/**
 * mutant_run_keep() - take over what an earlier run of another suite came to
 * @r: the run
 * @path: the earlier run; there may be none, or one of another kernel
 * @suite: the suite whose results are taken over
 *
 * Return: 0, or a negative errno, reported.
 */
int mutant_run_keep(struct mutant_run *r, const char *path,
		    enum mutant_suite suite);

/** mutant_run_load() - all of a file, for who only prints it; 0 or -errno */
int mutant_run_load(struct mutant_run *r, const char *path);

#endif
