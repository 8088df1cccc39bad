/* SPDX-License-Identifier: GPL-2.0 */
/* Runs the guests of a job: starts machines, and reads what they print. */
#ifndef PINCER_GUEST_RUN_H
#define PINCER_GUEST_RUN_H

#include "guest/guest.h"

/** guest_open() - begin a job; 0 or -ENOMEM, reported */
int guest_open(struct guest *g, const struct guest_job *job);

/**
 * guest_start() - start a machine for the cases that are left
 *
 * Whatever goes wrong becomes the result of these cases.
 */
void guest_start(struct guest *g);

/** guest_readable() - read from a port of the machine */
void guest_readable(struct guest *g, enum vm_port port);

/** guest_give_up() - start no more machines: cases without result get @reason */
void guest_give_up(struct guest *g, const char *reason);

/** guest_stop() - end the machine, and give up: what is known is enough */
void guest_stop(struct guest *g);

/**
 * guest_interrupt() - end the machine: what has a result keeps it
 *
 * Cases without one have none, and guest_collect() counts them.
 */
void guest_interrupt(struct guest *g);

/** guest_close() - end the machine if one runs, and free everything */
void guest_close(struct guest *g);

#endif
