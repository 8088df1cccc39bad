/* SPDX-License-Identifier: GPL-2.0 */
/* Which of QEMU's accelerators really runs a guest here, and how well. */
#ifndef PINCER_ACCEL_H
#define PINCER_ACCEL_H

#include <stdbool.h>

/**
 * struct accel - what runs guests
 * @name: "kvm" or "tcg"
 * @cx16: whether TCG emulates cmpxchg16b without fault
 */
struct accel {
	const char *name;
	bool cx16;
};

/**
 * accel_choose() - choose the accelerator
 * @kernel: a kernel to try it with
 * @a: filled in
 *
 * /dev/kvm may open and still not run a guest, as in some nested machines.
 * So a kernel is booted on it once, until it panics for lack of a root file
 * system; the outcome is cached for this machine.
 * PINCER_ACCEL=kvm or tcg decides instead.
 *
 * Return: 0, or a negative errno, reported, if PINCER_ACCEL is wrong or there is
 * no QEMU.
 */
int accel_choose(const char *kernel, struct accel *a);

#endif
