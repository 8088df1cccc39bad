/* SPDX-License-Identifier: GPL-2.0 */
/* The doors: each interface through which user memory reaches GUP. */
#ifndef PINCER_DOOR_H
#define PINCER_DOOR_H

#include "model/need.h"
#include "model/properties.h"

/**
 * enum role - what the buffer is to a transfer, as iov_iter has it
 * @ROLE_NONE: nothing is moved, or the door looks itself at what was
 * @ROLE_DEST: where the data goes: what a target holds, or would
 * @ROLE_SOURCE: where the data comes from: the target receives it
 */
enum role { ROLE_NONE, ROLE_DEST, ROLE_SOURCE };

struct attempt;

/**
 * struct session - what a door goes through, and what can be used again
 * @size: bytes of it
 * @open: makes it: 0 or a negative errno
 * @use: has the buffer go through it, and returns bytes or a negative errno
 * @close: the reverse of @open
 * @keeps: it keeps the buffer of a @use that succeeded until it is closed
 */
struct session {
	size_t size;
	long (*open)(struct attempt *a, void *session);
	long (*use)(struct attempt *a, void *session);
	void (*close)(struct attempt *a, void *session);
	bool keeps;
};

/**
 * struct door - an interface whose caller reaches GUP
 * @name: dotted from general to particular, "odirect.read.nvme"
 * @title: what is asked of the kernel, for people: "O_DIRECT read, plain NVMe"
 * @props: what the specification knows of it
 * @need: what must be there; need.env names the device or directory
 * @role: what the buffer is to the transfer; data is compared accordingly when
 *	@run has returned
 * @brief: resembles another door, so the grid has each mapping alone once, and
 *	one partial pin on either side
 * @one_thing: all of the buffer becomes one thing, of which no two pages can
 *	be the same
 * @alone: changes its process, and so gets one of its own
 * @slow: a use of it takes milliseconds
 * @how: a number for @run, where doors share it
 * @session: what @run opens, uses and closes; or NULL
 * @run: uses the buffer, and returns bytes or a negative errno
 */
struct door {
	const char *name;
	const char *title;
	struct door_props props;
	struct need need;
	enum role role;
	bool brief;
	bool one_thing;
	bool alone;
	bool slow;
	unsigned int how;
	const struct session *session;
	long (*run)(struct attempt *a);
};

/** door_families() - the tables of doors, ended by NULL */
extern const struct door *const door_families[];

#endif
