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
 * @pincer: the version of pincer
 * @seconds: how long all of it took
 * @clean: the kernel without mutants kept its promises, first and last
 * @alone: it was not booted without a mutant
 * @upstream: the kernel's own tests have run
 */
struct mutant_run {
	struct mutants *mutants;
	char kernel[64], version[128], build[256], pincer[64];
	double seconds;
	bool clean, alone, upstream;
};

/** mutant_run_save() - write it; 0 or a negative errno, reported */
int mutant_run_save(const struct mutant_run *r, const char *path);

/**
 * mutant_run_resume() - take over what an earlier run came to
 * @r: the run, whose mutants receive their results
 * @path: the earlier run
 *
 * Return: 0, or a negative errno, reported: there is none, or it was of another
 * kernel, or by another pincer.
 */
int mutant_run_resume(struct mutant_run *r, const char *path);

#endif
