/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cases that hung or took their guest along: what is to blame for two of them a
 * fresh guest tries once more, and after a third one the rest is not run.
 */
#ifndef PINCER_GUEST_HANGS_H
#define PINCER_GUEST_HANGS_H

#include "guest/guest.h"

/**
 * guest_hung() - a case hung, or took its guest along
 * @g: the kernel's state
 * @i: the case
 * @how: how it ended
 * @seconds: what that took
 */
void guest_hung(struct guest *g, size_t i, enum outcome_kind how,
		double seconds);

/** guest_is_held() - whether a report says that a fresh guest is to try a case */
bool guest_is_held(const struct guest *g, const struct report *r);

/** guest_settle_hung() - give cases that no guest will try their verdict */
void guest_settle_hung(struct guest *g);

/** guest_suspects() - all that hung, as if it had hung in the next guest */
struct hangs guest_suspects(const struct guest *g);

/** guest_hung_text() - the cases, a line each, for the test program; or NULL */
char *guest_hung_text(const struct guest *g);

/** guest_exhausted() - whether hangs and lost guests of a sort took too long */
bool guest_exhausted(const struct guest *g, enum guest_sort sort);

/** guest_give_up_exhausted() - settle what is left of sorts that are exhausted */
void guest_give_up_exhausted(struct guest *g, const char *last);

#endif
