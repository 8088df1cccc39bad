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

/**
 * waiter_ends() - whether a child ends within seconds; it is reaped
 * @child: its id; is killed and reaped where it does not end
 * @status: receives its wait status
 */
bool waiter_ends(pid_t child, int *status);

#endif
