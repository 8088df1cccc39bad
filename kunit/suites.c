// SPDX-License-Identifier: GPL-2.0
/* All suites in one place: on 5.10 registering them defines module_init(). */
#include <linux/module.h>

#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#define SUITES PINCER_SUITES(SUITE_POINTER)

#ifdef USER_MM_BORROWED
/*
 * By hand, so that the memory of whoever loads it is at hand meanwhile, and so
 * are the parameters: 6.1's KUnit runs suites before these have been read.
 */
static struct kunit_suite *suites[] = { SUITES, NULL };

static int __init pincer_init(void)
{
	int error;

	user_mm_borrow();
	error = pincer_suites_init(suites, ARRAY_SIZE(suites) - 1);
	user_mm_return();
	return error;
}
module_init(pincer_init);

static void __exit pincer_exit(void)
{
	pincer_suites_exit(suites, ARRAY_SIZE(suites) - 1);
}
module_exit(pincer_exit);
#else
kunit_test_suites(SUITES);
#endif

PINCER_KUNIT_NAMESPACE;
MODULE_DESCRIPTION("Pincer: who may pin which page, and how");
MODULE_LICENSE("GPL");
