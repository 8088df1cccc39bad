/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a case leaves behind in the kernel: pins, huge pages, warnings, taint.
 * All of it is the whole machine's, so it is looked at in guests only.
 */
#ifndef PINCER_OBSERVE_H
#define PINCER_OBSERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/pin_counters.h"

/** struct tally - what the kernel counts; -1 for what cannot be read */
struct tally {
	long pins_acquired;	/* pages, since boot */
	long pins_released;	/* pages, since boot */
	long huge_free;		/* huge pages of the default size */
	long taint;		/* bits */
};

/**
 * struct observer - open handles on what is looked at after each case
 * @pins: the counters of pins
 * @huge_free: how many huge pages are free, or -1
 * @taint: the kernel's taint, or -1
 * @kmsg: the kernel's log, read up to now; -1 when it cannot be opened
 * @before: the tally when the last case had ended
 * @now: the last tally
 * @spoke: whether anything came to the console during this case
 * @warning: the first line of a warning that this case caused, or ""
 */
struct observer {
	struct pin_counters pins;
	int huge_free, taint;
	int kmsg;
	struct tally before, now;
	bool spoke;
	char warning[160];
};

/** observer_open() - begin to look */
void observer_open(struct observer *o);

/**
 * observer_settle() - what has changed since the last case
 * @o: the observer
 * @delta: receives the pins acquired and released since, the change in free
 *	huge pages, and the taint bits that are new
 *
 * Pins are given back asynchronously when a ring goes away, so up to a second
 * is waited for both counts to meet and for huge pages to return.
 *
 * Return: 0, or -EIO when something of it cannot be read.
 */
int observer_settle(struct observer *o, struct tally *delta);

/**
 * observer_accept() - what was seen is that case's, and not the next one's
 * @o: the observer, settled
 * @id: the contract. When the kernel said anything, it is said after that, in
 *	its log and on its console, which case it was
 */
void observer_accept(struct observer *o, const char *id);

#endif
