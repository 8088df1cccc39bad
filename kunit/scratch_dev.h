/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Block devices that may be overwritten, which are those that pincer.scratch=
 * names, by what they do with the memory of a PCI device.
 */
#ifndef PINCER_SCRATCH_DEV_H
#define PINCER_SCRATCH_DEV_H

#include <kunit/test.h>
#include <linux/fs.h>

#include "p2pdma_mem.h"

/**
 * enum scratch_dev_kind - what a block device does with such memory
 * @SCRATCH_CAPABLE: its queue takes the memory, and it reaches the provider
 * @SCRATCH_UNREACHABLE: its queue does, but it does not reach the provider
 * @SCRATCH_INCAPABLE: its queue does not take the memory, but is software: the
 *	CPU copies what it is sent, which does no harm
 * @SCRATCH_OTHER: its queue does not take the memory, and hardware would be
 *	sent its address
 */
enum scratch_dev_kind {
	SCRATCH_CAPABLE, SCRATCH_UNREACHABLE, SCRATCH_INCAPABLE, SCRATCH_OTHER,
};

/**
 * scratch_dev_open() - open the first device of a kind, for direct I/O
 * @kind: of which kind
 * @mem: memory of the provider
 * @file: receives it, for filp_close(); NULL if there is none
 *
 * Return: 0, or a negative errno if a device that is named cannot be opened.
 */
int scratch_dev_open(enum scratch_dev_kind kind, const struct p2pdma_mem *mem,
		     struct file **file);

#endif
