/* SPDX-License-Identifier: GPL-2.0 */
/* Which of QEMU's accelerators really runs a guest here. */
#ifndef PINCER_ACCEL_H
#define PINCER_ACCEL_H

/**
 * accel_choose() - "kvm" or "tcg"
 * @kernel: a kernel to try it with
 *
 * /dev/kvm may open and still not run a guest, as in some nested machines.
 * So a kernel is booted on it once, to the line in which it misses its root
 * file system; what came of it is remembered for this machine.
 * PINCER_ACCEL=kvm or tcg decides instead.
 *
 * Return: the accelerator, or NULL after saying that PINCER_ACCEL is wrong or
 * that there is no QEMU.
 */
const char *accel_choose(const char *kernel);

#endif
