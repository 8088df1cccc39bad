/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How long a guest may be silent. Time in which its processors wait for one of
 * the host's does not count: a guest beside many others is slow, and hangs not.
 */
#ifndef PINCER_GUEST_CLOCK_H
#define PINCER_GUEST_CLOCK_H

#include "guest/guest.h"

/** guest_clock_boot() - a machine is being started */
void guest_clock_boot(struct guest *g);

/** guest_clock_heard() - a machine has printed something on a port */
void guest_clock_heard(struct guest *g, enum vm_port port);

/**
 * guest_clock_stood() - pincer itself did not run, nor did perhaps the guest
 * @g: the guest
 * @seconds: for how long
 *
 * The host slept, or its processes were stopped: that is no silence.
 */
void guest_clock_stood(struct guest *g, double seconds);

/** guest_clock_overdue() - whether a machine has been silent for too long */
bool guest_clock_overdue(struct guest *g);

#endif
