// SPDX-License-Identifier: GPL-2.0
/* All suites in one place: on 5.10 registering them defines module_init(). */
#include <linux/module.h>

#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#define SUITES &pincer_claim_suite, &pincer_shape_suite, \
	&pincer_pins_suite, &pincer_direction_suite, &pincer_gup_suite, \
	&pincer_edge_suite, &pincer_bvecs_suite, &pincer_p2pdma_suite, \
	&pincer_pipe_suite, &pincer_block_suite, \
	&pincer_misuse_suite, &pincer_gup_misuse_suite, &pincer_gup_folios_suite

#if defined(MODULE) && !defined(PINCER_HAVE_KUNIT_SUITE_INIT)
/* By hand, so that the memory of whoever loads it is at hand meanwhile. */
static struct kunit_suite *suites[] = { SUITES, NULL };

static int __init pincer_init(void)
{
	int error;

	user_mm_borrow(NULL);
	error = __kunit_test_suites_init(suites);
	user_mm_return(NULL);
	return error;
}
module_init(pincer_init);

static void __exit pincer_exit(void)
{
	__kunit_test_suites_exit(suites);
}
module_exit(pincer_exit);
#else
kunit_test_suites(SUITES);
#endif

PINCER_KUNIT_NAMESPACE;
MODULE_DESCRIPTION("Pincer: who may pin which page, and how");
MODULE_LICENSE("GPL");
