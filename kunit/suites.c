// SPDX-License-Identifier: GPL-2.0
/* Registers all suites at once: on 5.10 that defines module_init(). */
#include <linux/module.h>

#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#define SUITES PINCER_SUITES(SUITE_POINTER)

#ifdef USER_MM_BORROWED
/*
 * Not kunit_test_suites(): module_init() runs in the process that loads the
 * module, whose address space is borrowed, and after parameters were parsed.
 * 6.1's KUnit runs suites before that.
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
MODULE_DESCRIPTION("Pincer: tests of iov_iter and GUP");
MODULE_LICENSE("GPL");
