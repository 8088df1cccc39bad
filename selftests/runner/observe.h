/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a case leaves behind in the kernel: pins, huge pages, warnings, taint.
 * Counters and log are the whole machine's, so they are read in guests only.
 */
#ifndef PINCER_OBSERVE_H
#define PINCER_OBSERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/pin_counters.h"

/** struct tally - counters of the kernel; -1 for one that cannot be read */
struct tally {
	long pins_acquired;	/* pages, since boot */
	long pins_released;	/* pages, since boot */
	long huge_free;		/* huge pages of the default size */
	long huge_reserved;	/* of them, for whoever mapped them */
	long huge_surplus;	/* beyond the pool's size */
	long taint;		/* bits */
};

/**
 * struct observer - open files that are read after each case
 * @pins: the counters of pins
 * @huge_free: free_hugepages, or -1
 * @huge_reserved: resv_hugepages, or -1
 * @huge_surplus: surplus_hugepages, or -1
 * @taint: /proc/sys/kernel/tainted, or -1
 * @kmsg: /dev/kmsg, read up to the last record, or -1
 * @before: the tally after the case before
 * @now: the last tally
 * @unsure: the last tally was not waited for long enough
 * @owed: pins of the cases before of which that was so
 * @spoke: whether a record of this case goes to the console
 * @warning: the first line of this case's first warning, or ""
 */
struct observer {
	struct pin_counters pins;
	int huge_free, huge_reserved, huge_surplus, taint;
	int kmsg;
	struct tally before, now;
	bool unsure;
	long owed;
	bool spoke;
	char warning[160];
};

/** observer_open() - open the files, and read the log and a first tally */
void observer_open(struct observer *o);

/**
 * observer_settle() - compare counters and log with those of the case before
 * @o: the observer
 * @most_us: how long to wait, microseconds, about
 * @delta: receives the pins acquired and released since, the changes in huge
 *	pages, and the taint bits that are new
 *
 * A closed ring unpins its pages asynchronously, so this waits until as many
 * pins are released as acquired, and huge pages are free again.
 *
 * Return: 0, or -EIO if a counter or the log cannot be read.
 */
int observer_settle(struct observer *o, long most_us, struct tally *delta);

/** observer_settled() - whether nothing is left to be waited for */
bool observer_settled(const struct tally *delta);

/**
 * observer_accept() - make the last tally the next case's first
 * @o: the observer, settled
 * @id: the contract, which is written to the log if a record of its case goes
 *	to the console
 */
void observer_accept(struct observer *o, const char *id);

#endif
