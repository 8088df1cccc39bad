/* SPDX-License-Identifier: GPL-2.0 */
/* Several guests at once, in one poll loop. */
#ifndef PINCER_SCHEDULE_H
#define PINCER_SCHEDULE_H

#include "guest/guest.h"

/**
 * schedule_run() - run every guest to its end
 * @guests: opened, not started
 * @nr: how many
 * @jobs: how many may run at the same time
 *
 * An interrupt (interrupt.h) ends all of them.
 *
 * Return: 0, the number of the signal that interrupted, or a negative errno,
 * reported.
 */
int schedule_run(struct guest *guests, size_t nr, int jobs);

#endif
