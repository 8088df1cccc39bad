/* SPDX-License-Identifier: GPL-2.0 */
/* One suite for each subject. */
#ifndef PINCER_SUITES_H
#define PINCER_SUITES_H

#include <kunit/test.h>

extern struct kunit_suite pincer_claim_suite;
extern struct kunit_suite pincer_shape_suite;
extern struct kunit_suite pincer_pins_suite;
extern struct kunit_suite pincer_direction_suite;
extern struct kunit_suite pincer_gup_suite;
extern struct kunit_suite pincer_edge_suite;
extern struct kunit_suite pincer_bvecs_suite;
extern struct kunit_suite pincer_p2pdma_suite;
extern struct kunit_suite pincer_pipe_suite;
extern struct kunit_suite pincer_block_suite;
extern struct kunit_suite pincer_misuse_suite;
extern struct kunit_suite pincer_gup_misuse_suite;
extern struct kunit_suite pincer_gup_folios_suite;

#endif
