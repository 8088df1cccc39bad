/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A private apt: sources, indexes and settings for one suite, with the mirrors
 * that this machine uses. apt fetches and verifies; the machine's own apt is not
 * changed.
 */
#ifndef PINCER_APT_STATE_H
#define PINCER_APT_STATE_H

#include <limits.h>
#include <stdbool.h>

#include "base/tool.h"

/**
 * struct apt_state - the private apt of one suite
 * @suite: the suite
 * @dir: the directory of its files
 */
struct apt_state {
	char suite[64];
	char dir[PATH_MAX];
};

/** apt_state_open() - find its directory; 0 or a negative errno, reported */
int apt_state_open(const char *suite, struct apt_state *s);

/**
 * apt_state_update() - fetch and verify the suite's indexes
 * @s: the state
 * @why: receives the reason when the mirror did not give them
 * @size: bytes in @why
 *
 * Return: 0; 1 when the mirror did not give them, with the reason in @why and
 * older indexes untouched; or a negative errno, reported.
 */
int apt_state_update(const struct apt_state *s, char *why, size_t size);

/**
 * apt_state_run() - run a tool of apt on this state
 * @s: the state
 * @t: the tool; its environment is set here
 *
 * Return: as tool_run().
 */
int apt_state_run(const struct apt_state *s, struct tool *t);

/**
 * apt_state_failed() - report that a tool of apt failed
 * @s: the state
 * @t: the tool, after it was run
 * @what: what that means
 * @ret: what apt_state_run() returned, not 0
 *
 * Return: @ret if negative, as it was reported then, else -EIO, reported.
 */
int apt_state_failed(const struct apt_state *s, const struct tool *t,
		     const char *what, int ret);

/** apt_state_tidy() - remove apt's binary caches, which it can make again */
void apt_state_tidy(const struct apt_state *s);

#endif
