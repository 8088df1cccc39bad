/* SPDX-License-Identifier: GPL-2.0 */
/* Cases that have a file of their own, beside that of their suite. */
#ifndef PINCER_CASES_H
#define PINCER_CASES_H

struct kunit;

/** sg_second_fails() - of the suite edge, in sg_twice.c */
void sg_second_fails(struct kunit *test);

/** gup_page_counts() - of the suite gup, in gup_count.c */
void gup_page_counts(struct kunit *test);

#endif
