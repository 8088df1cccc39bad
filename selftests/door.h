/* SPDX-License-Identifier: GPL-2.0 */
/* The doors: each way in which user memory reaches GUP. */
#ifndef PINCER_DOOR_H
#define PINCER_DOOR_H

#include "spec.h"

struct attempt;

/**
 * struct door - one way in
 * @name: dotted from general to particular, "odirect.read.nvme"
 * @title: what is asked of the kernel, for people: "O_DIRECT read, plain NVMe"
 * @props: what the specification knows of it
 * @needs: the environment variable that names the device or file it works
 *	on, or NULL
 * @run: does it to the buffer and returns bytes or a negative errno; checks
 *	the data where data moves
 */
struct door {
	const char *name;
	const char *title;
	struct door_props props;
	const char *needs;
	long (*run)(struct attempt *a);
};

/* One table a family, each ended by an empty entry. */
extern const struct door doors_io_uring[], doors_odirect[], doors_splice[];

/** door_families() - the tables, ended by NULL */
extern const struct door *const door_families[];

#endif
