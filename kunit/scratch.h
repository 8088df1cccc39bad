/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Block devices that may be overwritten: only those that pincer.scratch= names,
 * told apart by what they can do with the memory of a PCI device.
 */
#ifndef PINCER_SCRATCH_H
#define PINCER_SCRATCH_H

#include <kunit/test.h>
#include <linux/fs.h>

#include "p2pdma_mem.h"

/**
 * enum scratch_kind - what a device's queue says of such memory
 * @SCRATCH_CAPABLE: it takes it, and the device reaches this provider's
 * @SCRATCH_UNREACHABLE: it takes it, but the device does not reach this one's
 * @SCRATCH_INCAPABLE: it does not take it, and whatever is sent there is moved
 *	by a processor after all, so that sending it can do no harm
 * @SCRATCH_OTHER: it does not take it, and a real device would get its address
 */
enum scratch_kind {
	SCRATCH_CAPABLE, SCRATCH_UNREACHABLE, SCRATCH_INCAPABLE, SCRATCH_OTHER,
};

/**
 * scratch_open() - open the first device of a kind, for direct I/O
 * @kind: of which kind
 * @mem: memory of the provider in question
 * @file: receives it, for filp_close(); NULL if there is none
 *
 * Return: 0, or a negative errno if one that was named cannot be opened.
 */
int scratch_open(enum scratch_kind kind, const struct p2pdma_mem *mem,
		 struct file **file);

#endif
