/* SPDX-License-Identifier: GPL-2.0 */
/* The vmlinux inside a bzImage, which boots faster. */
#ifndef PINCER_VMLINUX_H
#define PINCER_VMLINUX_H

#include <limits.h>

/**
 * vmlinux_boot() - which file of a kernel to boot
 * @image: its image
 * @boot: receives the vmlinux in it, from the cache, or @image, which boots
 *	just as well
 *
 * QEMU starts an ELF kernel right at its PVH entry. That spares the firmware's
 * option ROM and the kernel's own decompressor, which take an emulated
 * processor more than half a second.
 */
void vmlinux_boot(const char *image, char boot[PATH_MAX]);

#endif
