/* SPDX-License-Identifier: GPL-2.0 */
/* A child that waits in the kernel, for a pin to end. */
#ifndef PINCER_WAITER_H
#define PINCER_WAITER_H

#include <stdbool.h>
#include <sys/types.h>

/**
 * waiter_sleeps() - whether a child gets to sleep, and goes on sleeping
 * @child: its id
 *
 * Return: false if it ends, or uses the CPU for seconds.
 */
bool waiter_sleeps(pid_t child);

/* Milliseconds: until a child must have ended, and where it is known not to. */
#define WAITER_PATIENCE 3000
#define WAITER_BRIEF 200

/**
 * waiter_ends() - whether a child ends; it is reaped
 * @child: its id; is killed and reaped where it does not end
 * @ms: how long it may take, milliseconds
 * @status: receives its wait status
 */
bool waiter_ends(pid_t child, int ms, int *status);

#endif
