/* SPDX-License-Identifier: GPL-2.0 */
/* ublk's control device: what makes disks, and takes them away. */
#ifndef PINCER_UBLK_CONTROL_H
#define PINCER_UBLK_CONTROL_H

#include "lib/attempt.h"
#include "lib/ring.h"

/* Features: a request's buffer is registered by command, or by itself. */
#define UBLK_BY_COMMAND (1ULL << 0)
#define UBLK_BY_ITSELF (1ULL << 11)
/* Memory can be registered that requests are expected to be about. */
#define UBLK_SHARED_MEMORY (1ULL << 19)

/* What disks count in, bytes. */
#define UBLK_SECTOR 512

/* How large a disk is, and the largest request, bytes. */
#define UBLK_BYTES (4 << 20)
#define UBLK_REQUEST_BYTES (1 << 20)

/** struct ublk_control - the control device, and the ring to tell it by */
struct ublk_control {
	int fd;
	struct ring ring;
};

/**
 * ublk_control_open() - open it
 * @c: filled in
 *
 * Return: 0 or -errno.
 */
long ublk_control_open(struct ublk_control *c);

/** ublk_control_close() - close it; disks stay */
void ublk_control_close(struct ublk_control *c);

/**
 * ublk_control_attempt() - open it in no hole of the buffer, and make sure that
 *	the driver can do what is wanted
 * @a: the attempt; says so when not
 * @c: filled in
 * @features: of a disk
 *
 * Return: 0 or -errno.
 */
long ublk_control_attempt(struct attempt *a, struct ublk_control *c,
			  __u64 features);

/** ublk_check() - the same, and close it: so that others may open it */
long ublk_check(struct attempt *a, __u64 features);

/** ublk_add() - make a disk with these features: its number, or -errno */
long ublk_add(struct ublk_control *c, __u64 features);

/** ublk_start() - begin with a disk, when @server is ready for requests */
long ublk_start(struct ublk_control *c, __u32 number, pid_t server);

/** ublk_delete() - take a disk away, and what it has registered with it */
long ublk_delete(struct ublk_control *c, __u32 number);

/**
 * ublk_share() - register memory with a disk
 * @c: the control device
 * @number: the disk
 * @memory: whole pages
 * @read_only: nothing will be written to it
 *
 * Return: its index or -errno.
 */
long ublk_share(struct ublk_control *c, __u32 number,
		const struct iovec *memory, bool read_only);

/** ublk_unshare() - the opposite: 0 or -errno */
long ublk_unshare(struct ublk_control *c, __u32 number, long index);

#endif
