/* SPDX-License-Identifier: GPL-2.0 */
/* Starts a machine, or the test program here, for the cases that are left. */
#ifndef PINCER_GUEST_BOOT_H
#define PINCER_GUEST_BOOT_H

#include "guest/guest.h"

/** guest_boot() - write the initramfs, start a machine; 0 or -errno, reported */
int guest_boot(struct guest *g);

#endif
