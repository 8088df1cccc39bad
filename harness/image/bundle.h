/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A kselftest bundle: what `make install` in tools/testing/selftests leaves, a
 * directory with a list of the tests in it.
 */
#ifndef PINCER_BUNDLE_H
#define PINCER_BUNDLE_H

#include <limits.h>
#include <stddef.h>

#include "model/contract.h"

#define BUNDLE_LIST "kselftest-list.txt"
#define BUNDLE_TIMEOUT 45	/* seconds a test may take, without a settings file */

/**
 * struct bundle_test - one test
 * @id: "upstream/COLLECTION:PROGRAM", in the letters that ids have
 * @collection: the directory it lies in, below the bundle's; "" for a suite
 *	that is built into the kernel
 * @program: its file, or the suite's name
 * @option: what the kernel must have been built with, NULL for nothing
 * @line: where the list names it
 * @timeout: seconds it may take, 0 for any time
 * @lacks: why guests cannot run it, "" if they can
 */
struct bundle_test {
	char id[CONTRACT_ID_MAX];
	char collection[128];
	char program[128];
	const char *option;
	int line;
	int timeout;
	char lacks[128];
};

/**
 * struct bundle - a bundle
 * @dir: where it is, an absolute path
 * @version: what its VERSION says it was made of, or ""
 * @tests: the tests, in the list's order
 * @nr: how many
 */
struct bundle {
	char dir[PATH_MAX];
	char version[64];
	struct bundle_test *tests;
	size_t nr;
};

/**
 * bundle_load() - read a bundle's list and the settings of its collections
 * @b: filled in; bundle_free() gives it back
 * @dir: the directory
 *
 * Return: 0, or a negative errno, reported.
 */
int bundle_load(struct bundle *b, const char *dir);

/**
 * bundle_add_suite() - add a KUnit suite of the kernel as a test
 * @b: a loaded bundle
 * @id: the test's id
 * @name: the suite's name
 * @option: the option that builds it in, without "CONFIG_"
 *
 * Return: 0, or -ENOMEM, reported.
 */
int bundle_add_suite(struct bundle *b, const char *id, const char *name,
		     const char *option);

/** bundle_free() - free a bundle */
void bundle_free(struct bundle *b);

/** bundle_find() - the test of that id, or NULL */
struct bundle_test *bundle_find(const struct bundle *b, const char *id);

/** bundle_test_of() - the test that a file of the bundle is, or NULL */
struct bundle_test *bundle_test_of(const struct bundle *b, const char *file);

/**
 * bundle_path() - where a test's program is; 0 or a negative errno, reported
 * @b: the bundle
 * @t: one of its tests
 * @path: receives the path
 */
int bundle_path(const struct bundle *b, const struct bundle_test *t,
		char path[PATH_MAX]);

#endif
