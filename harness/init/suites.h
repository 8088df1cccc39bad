/* SPDX-License-Identifier: GPL-2.0 */
/* The KUnit suites, run on request or by inserting their module. */
#ifndef PINCER_INIT_SUITES_H
#define PINCER_INIT_SUITES_H

#include <stdio.h>

/* The module of the suites, where they are not built in. */
#define SUITES_MODULE "/pincer/pincer_kunit.ko"

/**
 * suites_load() - insert the module, remove it, and do so once more
 * @list: names of suites, and "module", a line each
 *
 * After the first insertion each suite has lines as if it had been run on
 * request, but without its number of claims ("uncounted"). The lines of the
 * second insertion, and what rmmod leaves behind, belong to suite "module".
 */
void suites_load(FILE *list);

/** suites_scratch() - the disks that KUnit writes to, commas between */
void suites_scratch(char *list, size_t size);

#endif
