/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What calls may leave behind: descriptors, mappings, charged pages, requests
 * of a disk, references to a file and to pages of a memfd.
 */
#ifndef PINCER_REMAINS_H
#define PINCER_REMAINS_H

#include "lib/attempt.h"
#include "lib/proc_self.h"

/**
 * struct remains - what there was before
 * @footprint: of this process
 * @pinned: VmPin, bytes
 * @locked: VmLck, bytes
 * @target: the attempt's target; its fd is a struct file of its own meanwhile,
 *	and locked by flock(). -1 without one
 * @requests: of the disk of the target, or -1
 * @pins: pages that are pinned for somebody else
 */
struct remains {
	struct footprint footprint;
	long pinned, locked;
	int target;
	long requests;
	long pins;
};

/**
 * remains_begin() - open the target once more, and count requests and pins
 * @a: the attempt
 * @r: filled in
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
long remains_begin(struct attempt *a, struct remains *r);

/** remains_note() - note what this process has; 0 or -errno, likewise */
long remains_note(struct attempt *a, struct remains *r);

/**
 * remains_nothing() - whether this process has what it had at remains_note()
 * @a: the attempt; its note tells what it has besides
 * @r: what it had
 */
bool remains_nothing(struct attempt *a, const struct remains *r);

/**
 * remains_end() - give back the target, and see whether the kernel has done so
 * @a: the attempt, whose door is closed; its note tells what is still in use
 * @r: from remains_begin()
 *
 * Return: whether no request and no reference to the target is left.
 */
bool remains_end(struct attempt *a, struct remains *r);

/**
 * remains_no_reference() - whether nobody but its page cache refers to pages of
 *	a memfd any more, after a second at most; its note tells
 * @a: the attempt
 * @r: from remains_begin()
 * @memfd: the memfd, mapped nowhere
 */
bool remains_no_reference(struct attempt *a, const struct remains *r,
			  int memfd);

#endif
