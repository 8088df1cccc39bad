/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's own suites, run on request or by inserting their module. */
#ifndef PINCER_INIT_SUITES_H
#define PINCER_INIT_SUITES_H

#include <stdio.h>

/* The module, if it is what the suites are in. */
#define SUITES_MODULE "/pincer/pincer_kunit.ko"

/**
 * suites_load() - insert the module, remove it, and do so once more
 * @list: names of suites, and "module", a line each
 *
 * The first time each suite is reported as one that runs on request is; but it
 * does not say how many claims it made. All of the second time, and what does
 * not go with the module, is reported as that of the suite "module".
 */
void suites_load(FILE *list);

/** suites_scratch() - the disks that the selftests overwrite, commas between */
void suites_scratch(char *list, size_t size);

/** suites_clock() - seconds, from some point on */
double suites_clock(void);

#endif
