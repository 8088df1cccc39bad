/* SPDX-License-Identifier: GPL-2.0 */
/*
 * the KUnit suites. What they claim, contract by contract,
 * is known only when they have run; what a claim's id may begin with is known
 * before. A suite is planned like a contract, by the id "kunit.NAME".
 */
#ifndef PINCER_SUITES_H
#define PINCER_SUITES_H

#include <stdbool.h>
#include <stddef.h>

/* The option of a kernel that runs suites when its init asks for them. */
#define SUITES_OPTION "PINCER_KUNIT_ON_REQUEST"

#define SUITE_PREFIX "kunit."

/* What all of them come to together, in a module that is inserted twice. */
#define SUITE_MODULE SUITE_PREFIX "module"

/**
 * struct suite - one of them
 * @id: "kunit.shape"
 * @name: what the kernel calls it, "shape"
 * @areas: what its claims begin with, blanks between
 * @about: its subject
 */
struct suite {
	const char *id, *name, *areas, *about;
};

/** suites() - all of them but SUITE_MODULE, in the order they run */
const struct suite *suites(size_t *nr);

/** suite_find() - the suite of an id, or NULL */
const struct suite *suite_find(const char *id);

/** suite_owns() - whether a claim of that id may be made by a suite */
bool suite_owns(const struct suite *s, const char *id);

/** suite_may_fit() - whether a pattern may fit a suite or one of its claims */
bool suite_may_fit(const struct suite *s, const char *glob);

/** suite_is_module() - whether it is SUITE_MODULE */
bool suite_is_module(const struct suite *s);

/** suites_know() - whether an id is a suite's, or that of a claim */
bool suites_know(const char *id);

#endif
