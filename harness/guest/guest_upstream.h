/* SPDX-License-Identifier: GPL-2.0 */
/* The cases of a guest that are the kernel's own tests. */
#ifndef PINCER_GUEST_UPSTREAM_H
#define PINCER_GUEST_UPSTREAM_H

#include "guest/guest.h"

/** guest_open_upstream() - give the tests that no guest can run their verdict */
void guest_open_upstream(struct guest *g);

/**
 * guest_boot_suite() - the suite that the next machine runs while it boots
 * @g: the kernel's state
 *
 * Return: the place of its case, or @g->job->nr.
 */
size_t guest_boot_suite(const struct guest *g);

/** guest_upstream_left() - how many tests of @g->job->bundle have no result */
size_t guest_upstream_left(const struct guest *g);

/**
 * guest_upstream_text() - the tests that are left, a line each, for init
 *
 * Return: the text, to be freed, or NULL, reported.
 */
char *guest_upstream_text(const struct guest *g);

/** guest_upstream_start() - a test has started */
void guest_upstream_start(struct guest *g, const char *id);

/** guest_upstream_line() - whether a line was about a test, and was handled */
bool guest_upstream_line(struct guest *g, const char *text);

#endif
