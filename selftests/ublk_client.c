// SPDX-License-Identifier: GPL-2.0
/* ublk: who makes the disk, uses it, and takes it away. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "door_io_uring.h"
#include "ublk.h"

#define CONTROL "/dev/ublk-control"

/* A feature that not all have, and none has to: no partitions are looked for. */
#define NO_PARTITIONS (1ULL << 18)

/* Where one stands for a number that the kernel chooses, or none is meant. */
#define ANY_DEVICE UINT32_MAX
#define NO_QUEUE UINT16_MAX

/** struct control - the argument of a command about a disk */
struct control {
	__u32 number;
	__u16 queue, len;
	__u64 addr, data;
	__u16 path_len, pad;
	__u32 reserved;
};

#define ADD_DISK _IOWR('u', 0x04, struct control)
#define DELETE_DISK _IOWR('u', 0x05, struct control)
#define START_DISK _IOWR('u', 0x06, struct control)
#define SET_PARAMETERS _IOWR('u', 0x08, struct control)
#define GET_FEATURES _IOR('u', 0x13, struct control)

/** struct disk_info - what ADD_DISK is told, and tells */
struct disk_info {
	__u16 queues, depth, state, pad;
	__u32 request_bytes, number;
	__s32 server;
	__u32 pad2;
	__u64 features, own_features;
	__u32 uid, gid;
	__u64 reserved[2];
};

/** struct parameters - what SET_PARAMETERS is told: the first kind is a must */
struct parameters {
	__u32 len, kinds, attributes;
	__u8 block_shift, physical_block_shift, best_shift, least_shift;
	__u32 request_sectors, chunk_sectors;
	__u64 sectors, boundary_mask;
};

#define SECTOR_SHIFT 9

/**
 * struct client - who has the disk
 * @control: the driver
 * @ring: by which it is told
 * @number: the disk's, or ANY_DEVICE as long as there is none
 * @disk: the disk, open, or -1
 * @memory: what is read to and written from
 */
struct client {
	int control;
	struct ring ring;
	__u32 number;
	int disk;
	const struct iovec *memory;
};

static long tell(struct ring *r, int control, unsigned int command,
		 const struct control *arg)
{
	struct io_uring_sqe entry[2] = { { 0 } };

	ring_command(entry, control, command, arg, sizeof(*arg));
	return ring_do(r, entry);
}

long ublk_check(struct attempt *a, __u64 features)
{
	const int control = open(CONTROL, O_RDWR | O_CLOEXEC);
	__u64 known = 0;
	const struct control arg = {
		.number = ANY_DEVICE, .queue = NO_QUEUE,
		.addr = (uintptr_t)&known, .len = sizeof(known),
	};
	struct ring r;
	long ret;

	if (control < 0 && errno != EACCES)
		return attempt_absent(a, CONTROL);
	if (control < 0) {
		snprintf(a->lacks, sizeof(a->lacks), CONTROL " is for others");
		return -EACCES;
	}
	ret = attempt_wide_ring(a, &r);
	if (ret)
		goto out;
	ret = tell(&r, control, GET_FEATURES, &arg);
	ring_close(&r);
	if (!ret && (known & features) != features)
		ret = -EOPNOTSUPP;
	if (ret) {
		errno = -ret;
		attempt_absent(a, "buffers of ublk's requests");
	}
out:
	close(control);
	return ret;
}

static long set_parameters(struct client *c)
{
	struct parameters p = {
		.len = sizeof(p), .kinds = 1,
		.block_shift = SECTOR_SHIFT,
		.physical_block_shift = SECTOR_SHIFT,
		.best_shift = SECTOR_SHIFT, .least_shift = SECTOR_SHIFT,
		.request_sectors = UBLK_REQUEST_BYTES >> SECTOR_SHIFT,
		.sectors = UBLK_BYTES >> SECTOR_SHIFT,
	};
	const struct control arg = {
		.number = c->number, .queue = NO_QUEUE,
		.addr = (uintptr_t)&p, .len = sizeof(p),
	};

	return tell(&c->ring, c->control, SET_PARAMETERS, &arg);
}

static long add_disk(struct client *c, __u64 features)
{
	struct disk_info info = {
		.queues = 1, .depth = 1, .number = ANY_DEVICE,
		.request_bytes = UBLK_REQUEST_BYTES,
		.features = features | NO_PARTITIONS,
	};
	const struct control arg = {
		.number = ANY_DEVICE, .queue = NO_QUEUE,
		.addr = (uintptr_t)&info, .len = sizeof(info),
	};
	long ret = tell(&c->ring, c->control, ADD_DISK, &arg);

	if (ret)
		return ret;
	c->number = info.number;
	if ((info.features & features) != features)
		return -EOPNOTSUPP;
	return set_parameters(c) ?: (long)c->number;
}

/* A block is read: what is said of requests holds where they are served. */
static long open_disk(struct client *c)
{
	char path[32];

	snprintf(path, sizeof(path), "/dev/ublkb%u", c->number);
	c->disk = open(path, O_RDWR | O_DIRECT | O_CLOEXEC);
	if (c->disk < 0)
		return -errno;
	if (pread(c->disk, c->memory->iov_base, 1 << SECTOR_SHIFT, 0) < 0)
		return -errno;
	return 0;
}

static long start_disk(struct client *c)
{
	const struct control arg = {
		.number = c->number, .queue = NO_QUEUE, .data = getppid(),
	};

	return tell(&c->ring, c->control, START_DISK, &arg) ?: open_disk(c);
}

static long delete_disk(struct client *c)
{
	const struct control arg = { .number = c->number, .queue = NO_QUEUE };

	if (c->disk >= 0)
		close(c->disk);
	return c->number == ANY_DEVICE ? 0 :
		tell(&c->ring, c->control, DELETE_DISK, &arg);
}

static long obey(struct client *c, enum ublk_order what)
{
	void *at = c->memory->iov_base;
	const size_t len = c->memory->iov_len;
	ssize_t n;

	if (what == UBLK_START)
		return start_disk(c);
	n = what == UBLK_READ ? pread(c->disk, at, len, UBLK_OFFSET) :
				pwrite(c->disk, at, len, UBLK_OFFSET);
	return n < 0 ? -errno : n;
}

int ublk_be_client(int server, __u64 features, const struct iovec *memory)
{
	struct client c = {
		.number = ANY_DEVICE, .disk = -1, .memory = memory,
	};
	sigset_t all;
	char order;
	long ret;

	/* The disk must go, also when a terminal ends all that it runs. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	c.control = open(CONTROL, O_RDWR | O_CLOEXEC);
	ret = c.control < 0 ? -errno : ring_open_wide(&c.ring, 1);
	if (ret)
		return -ret;
	ret = add_disk(&c, features);
	while (write(server, &ret, sizeof(ret)) == sizeof(ret) &&
	       read(server, &order, 1) == 1)
		ret = obey(&c, order);
	return -delete_disk(&c);
}
