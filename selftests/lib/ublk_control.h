/* SPDX-License-Identifier: GPL-2.0 */
/* /dev/ublk-control: adds, starts and deletes disks. */
#ifndef PINCER_UBLK_CONTROL_H
#define PINCER_UBLK_CONTROL_H

#include "lib/attempt.h"
#include "lib/ring.h"

/* UBLK_F_SUPPORT_ZERO_COPY and UBLK_F_AUTO_BUF_REG. */
#define UBLK_BY_COMMAND (1ULL << 0)
#define UBLK_BY_ITSELF (1ULL << 11)
/* UBLK_F_SHMEM_ZC: memory that requests refer to can be registered. */
#define UBLK_SHARED_MEMORY (1ULL << 19)

/* Bytes of a sector. */
#define UBLK_SECTOR 512

/* How large a disk is, and the largest request, bytes. */
#define UBLK_BYTES (4 << 20)
#define UBLK_REQUEST_BYTES (1 << 20)

/** struct ublk_control - the control device, and the ring for its commands */
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
 * ublk_control_attempt() - ublk_control_open() with a ring outside the buffer's
 *	holes, and GET_FEATURES
 * @a: the attempt
 * @c: filled in
 * @features: of a disk
 *
 * Return: 0 or -errno.
 */
long ublk_control_attempt(struct attempt *a, struct ublk_control *c,
			  __u64 features);

/** ublk_check() - ublk_control_attempt(), and close it: 0 or -errno */
long ublk_check(struct attempt *a, __u64 features);

/** ublk_add() - ADD_DEV and SET_PARAMS: the disk's number, or -errno */
long ublk_add(struct ublk_control *c, __u64 features);

/** ublk_start() - START_DEV, once @server has fetched its requests: 0 or -errno */
long ublk_start(struct ublk_control *c, __u32 number, pid_t server);

/** ublk_delete() - DEL_DEV, with all memory it has registered: 0 or -errno */
long ublk_delete(struct ublk_control *c, __u32 number);

/**
 * ublk_share() - register memory with a disk
 * @c: the control device
 * @number: the disk
 * @memory: whole pages
 * @read_only: requests will only read it
 *
 * Return: its index or -errno.
 */
long ublk_share(struct ublk_control *c, __u32 number,
		const struct iovec *memory, bool read_only);

/** ublk_unshare() - the reverse of ublk_share(): 0 or -errno */
long ublk_unshare(struct ublk_control *c, __u32 number, long index);

#endif
