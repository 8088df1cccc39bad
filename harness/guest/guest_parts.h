/* SPDX-License-Identifier: GPL-2.0 */
/* What the files guest*.c share with each other. */
#ifndef PINCER_GUEST_PARTS_H
#define PINCER_GUEST_PARTS_H

#include "guest/guest.h"

/** guest_boot() - make the initramfs and start the machine; said */
int guest_boot(struct guest *g);

/** guest_left() - cases that have not begun */
size_t guest_left(const struct guest *g);

/** guest_settle_silent() - those that are over, and no result line came */
void guest_settle_silent(struct guest *g);

/** guest_give_up() - no more machines: what has no result gets the reason */
void guest_give_up(struct guest *g, const char *reason);

/** guest_find() - the place of an id's case, or @g->job->nr */
size_t guest_find(const struct guest *g, const char *id, size_t length);

/** guest_console_line() - read a line: does it report an error of the kernel? */
void guest_console_line(void *guest, const struct ktap_line *l);

/** guest_result_line() - take machine, proofs and results */
void guest_result_line(void *guest, const struct ktap_line *l);

/** guest_open_upstream() - settle what no guest can run of @g->job->bundle */
void guest_open_upstream(struct guest *g);

/**
 * guest_boot_suite() - the suite that the next machine runs while it boots
 * @g: the kernel's state
 *
 * Return: the place of its case, or @g->job->nr.
 */
size_t guest_boot_suite(const struct guest *g);

/** guest_upstream_left() - those of @g->job->bundle without a result */
size_t guest_upstream_left(const struct guest *g);

/**
 * guest_upstream_text() - what init must know of them, a line each
 *
 * Return: the text, to be freed, or NULL, said.
 */
char *guest_upstream_text(const struct guest *g);

/** guest_upstream_start() - one of them has started */
void guest_upstream_start(struct guest *g, const char *id);

/** guest_upstream_line() - whether it was a line of theirs; then it is taken */
bool guest_upstream_line(struct guest *g, const char *text);

/**
 * struct guest_loss - how a guest was lost
 * @observed: what that is for the case that ran
 * @verdict: the same
 * @reason: in words
 */
struct guest_loss {
	const char *observed;
	enum verdict verdict;
	char reason[256];
};

/** guest_panicked() - whether the console says so */
bool guest_panicked(const struct guest *g);

/** guest_find_loss() - why a machine is gone that should not be */
void guest_find_loss(const struct guest *g, int status, bool expired,
		     struct guest_loss *l);

/** guest_claim() - the suite that runs has claimed something */
void guest_claim(struct guest *g, const struct report *claim);

/** guest_collect_claims() - add cells for what suites claimed; 0 or -ENOMEM */
int guest_collect_claims(const struct guest *g, struct results *r,
			 size_t kernel);

/** guest_done() - a case has its result, or goes without one for good */
void guest_done(struct guest *g, size_t i);

/** guest_settle() - give a case a verdict that is not the guest's own */
void guest_settle(struct guest *g, size_t i, enum verdict verdict,
		  const char *observed, const char *reason);

#endif
