/* SPDX-License-Identifier: GPL-2.0 */
/* A kernel's guests, played by TEST_DATA/fake_qemu. */
#ifndef PINCER_PLAYED_GUEST_H
#define PINCER_PLAYED_GUEST_H

#include <limits.h>

#include "guest/guest.h"

/* Contracts of play(): two of door1, two of door2. */
#define PLAYED_NR 4
extern const char *const played_ids[PLAYED_NR];

/** struct played - a run against the fake */
struct played {
	struct guest_job job;
	struct guest guest;
	char dir[PATH_MAX];
	int ret;
};

/** played_setup() - cmocka set-up: a scratch directory, and the fake as QEMU */
int played_setup(void **state);

/**
 * play_on() - run the contracts in guests to their end
 * @p: receives the run
 * @acts: what each boot does, in words of the fake
 * @accel: "kvm" or "tcg"
 * @cx16: whether TCG is known to play cmpxchg16b right
 */
void play_on(struct played *p, const char *acts, const char *accel, bool cx16);

/** play() - play_on() TCG */
void play(struct played *p, const char *acts);

/** play_again() - play(), and try again what is not as promised */
void play_again(struct played *p, const char *acts);

/**
 * play_cases() - play() with other contracts
 * @p: receives the run
 * @acts: what each boot does
 * @ids: the contracts
 * @nr: how many
 * @timeout: seconds of silence that count as a hang
 */
void play_cases(struct played *p, const char *acts, const char *const *ids,
		size_t nr, int timeout);

/** played_done() - fail if QEMU still runs, and close the guest */
void played_done(struct played *p);

/** played_is() - fail unless a contract of play() came to this */
void played_is(const struct played *p, size_t i, enum verdict verdict,
	       const char *observed, const char *reason);

/** played_is_good() - fail unless a contract of play() passed */
void played_is_good(const struct played *p, size_t i);

/** played_rest_is_good() - fail unless all but the second one did */
void played_rest_is_good(const struct played *p);

#endif
