/* SPDX-License-Identifier: GPL-2.0 */
/* The families of doors: doors_NAME[] in door_NAME.c, ended by an empty entry. */
#ifndef PINCER_DOORS_H
#define PINCER_DOORS_H

#include "model/door.h"

#define DOOR_FAMILIES(X)						\
	X(aio) X(alg) X(gup_test) X(io_uring) X(io_uring_memory) \
	X(io_uring_rw) X(io_uring_send) X(iommufd) X(net) X(nvme) \
	X(odirect) X(page) X(rdma) X(remote) X(splice) \
	X(ublk) X(xdp)

#define DECLARE_DOORS(name) extern const struct door doors_##name[];
DOOR_FAMILIES(DECLARE_DOORS)
#undef DECLARE_DOORS

/* For the tables: what a door's session is. */
#define IN_SESSION(session_) .session = &(session_), .run = door_in_session

/** door_in_session() - open a session of the attempt's door, use and close it */
long door_in_session(struct attempt *a);

/** struct door_use - a door that is used more than once */
struct door_use {
	struct attempt *a;
	void *session;
};

/**
 * door_open() - open a session of the attempt's door, if it has any
 * @a: the attempt
 * @u: filled in
 *
 * Return: 0, or -errno.
 */
long door_open(struct attempt *a, struct door_use *u);

/** door_again() - the door's @run with that session: bytes or -errno */
long door_again(const struct door_use *u);

/** door_close() - close the session, if it is open */
void door_close(struct door_use *u);

/** door_find() - a door by name, or NULL */
const struct door *door_find(const char *name);

/**
 * door_use() - have the attempt's buffer go through its door, and compare the
 *	data where the door moves any
 * @a: the attempt; receives whatever is wrong
 *
 * Return: bytes or a negative errno.
 */
long door_use(struct attempt *a);

#endif
