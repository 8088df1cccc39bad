/* SPDX-License-Identifier: GPL-2.0 */
/* A machine has ended, or hangs: what becomes of its cases. */
#ifndef PINCER_GUEST_ENDED_H
#define PINCER_GUEST_ENDED_H

#include "guest/guest.h"

/** guest_exited() - the machine's process has ended */
void guest_exited(struct guest *g);

/** guest_expired() - the deadline has passed */
void guest_expired(struct guest *g);

#endif
