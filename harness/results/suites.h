/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The KUnit suites. Which contracts a suite claims is known only when it has run;
 * what the ids of its claims begin with is known before. A suite is planned like
 * a contract, under the id "kunit.NAME".
 */
#ifndef PINCER_SUITES_H
#define PINCER_SUITES_H

#include <stdbool.h>
#include <stddef.h>

/* The kernel option that makes suites run when init asks for them. */
#define SUITES_OPTION "PINCER_KUNIT_ON_REQUEST"

#define SUITE_PREFIX "kunit."

/* The id of all suites together, as a module that is inserted twice. */
#define SUITE_MODULE SUITE_PREFIX "module"

/**
 * struct suite - one suite
 * @id: "kunit.shape"
 * @name: its name in the kernel, "shape"
 * @areas: what the ids of its claims begin with, separated by blanks
 * @about: its promise
 */
struct suite {
	const char *id, *name, *areas, *about;
};

/** suites() - all of them but SUITE_MODULE, in the order they run */
const struct suite *suites(size_t *nr);

/** suite_find() - the suite of an id, or NULL */
const struct suite *suite_find(const char *id);

/** suite_owns() - whether a suite may make a claim of that id */
bool suite_owns(const struct suite *s, const char *id);

/** suite_may_fit() - whether a pattern fits a suite, or could fit a claim of it */
bool suite_may_fit(const struct suite *s, const char *glob);

/** suite_is_module() - whether it is SUITE_MODULE */
bool suite_is_module(const struct suite *s);

/** suites_know() - whether an id is that of a suite or of a claim */
bool suites_know(const char *id);

#endif
