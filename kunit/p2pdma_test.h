/* SPDX-License-Identifier: GPL-2.0 */
/* What the two files of the suite p2pdma share. */
#ifndef PINCER_P2PDMA_TEST_H
#define PINCER_P2PDMA_TEST_H

#include <kunit/test.h>

#include "api.h"

/** p2pdma_name() - the return value, and the kind of the first page */
void p2pdma_name(const struct extraction *ex, char *observed);

/** p2pdma_extract() - extract a page, name and release it */
void p2pdma_extract(const struct api *api, struct iov_iter *iter,
		    enum pin_mode mode, char *observed);

/** p2pdma_user_mapping() - the case in p2pdma_user.c */
void p2pdma_user_mapping(struct kunit *test);

#endif
