/* SPDX-License-Identifier: GPL-2.0 */
/* The suites of suite_list.h. */
#ifndef PINCER_SUITES_H
#define PINCER_SUITES_H

#include <kunit/test.h>

#include "suite_list.h"

#define SUITE_SYMBOL(name, ...) pincer_##name##_suite
#define SUITE_POINTER(name, ...) (&pincer_##name##_suite)

#define SUITE_SYMBOLS PINCER_SUITES(SUITE_SYMBOL)

extern struct kunit_suite SUITE_SYMBOLS;

#endif
