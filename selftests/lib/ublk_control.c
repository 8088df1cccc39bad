// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/attempt_ring.h"
#include "lib/ublk_control.h"

#define PATH "/dev/ublk-control"

/* A feature that not all have, and none has to: no partitions are looked for. */
#define NO_PARTITIONS (1ULL << 18)

/* The kernel chooses the number; no queue is meant. */
#define ANY_DISK UINT32_MAX
#define NO_QUEUE UINT16_MAX

/** struct control - struct ublksrv_ctrl_cmd */
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
#define SHARE_MEMORY _IOWR('u', 0x18, struct control)
#define UNSHARE_MEMORY _IOWR('u', 0x19, struct control)

/** struct disk_info - struct ublksrv_ctrl_dev_info */
struct disk_info {
	__u16 queues, depth, state, pad;
	__u32 request_bytes, number;
	__s32 server;
	__u32 pad2;
	__u64 features, own_features;
	__u32 uid, gid;
	__u64 reserved[2];
};

/** struct parameters - the beginning of struct ublk_params: basic ones only */
struct parameters {
	__u32 len, kinds, attributes;
	__u8 block_shift, physical_block_shift, best_shift, least_shift;
	__u32 request_sectors, chunk_sectors;
	__u64 sectors, boundary_mask;
};

#define SECTOR_SHIFT 9

/** struct memory - the argument of SHARE_MEMORY */
struct memory {
	__u64 addr, len;
	__u32 flags, reserved;
};

#define READ_ONLY 1

static long send_command(struct ublk_control *c, unsigned int command,
			 const struct control *arg)
{
	struct io_uring_sqe entry[2] = { { 0 } };
	struct control copy = *arg;

	copy.queue = NO_QUEUE;
	ring_command(entry, c->fd, command, &copy, sizeof(copy));
	return ring_do(&c->ring, entry);
}

long ublk_control_open(struct ublk_control *c)
{
	long ret;

	c->fd = open(PATH, O_RDWR | O_CLOEXEC);
	if (c->fd < 0)
		return -errno;
	ret = ring_open_wide(&c->ring, 1);
	if (ret)
		close(c->fd);
	return ret;
}

void ublk_control_close(struct ublk_control *c)
{
	ring_close(&c->ring);
	close(c->fd);
}

static long check_features(struct attempt *a, struct ublk_control *c,
			   __u64 features)
{
	__u64 known = 0;
	const struct control arg = {
		.number = ANY_DISK,
		.addr = (uintptr_t)&known, .len = sizeof(known),
	};
	long ret = send_command(c, GET_FEATURES, &arg);

	if (!ret && (known & features) != features)
		ret = -EOPNOTSUPP;
	errno = -ret;
	return ret ? attempt_no_interface(a, "what is wanted of ublk") : 0;
}

long ublk_control_attempt(struct attempt *a, struct ublk_control *c,
			  __u64 features)
{
	long ret;

	c->fd = attempt_open_device(a, PATH);
	if (c->fd < 0)
		return c->fd;
	ret = attempt_wide_ring(a, &c->ring);
	if (ret) {
		close(c->fd);
		return ret;
	}
	ret = check_features(a, c, features);
	if (ret)
		ublk_control_close(c);
	return ret;
}

long ublk_check(struct attempt *a, __u64 features)
{
	struct ublk_control c;
	const long ret = ublk_control_attempt(a, &c, features);

	if (!ret)
		ublk_control_close(&c);
	return ret;
}

static long set_parameters(struct ublk_control *c, __u32 number)
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
		.number = number, .addr = (uintptr_t)&p, .len = sizeof(p),
	};

	return send_command(c, SET_PARAMETERS, &arg);
}

long ublk_add(struct ublk_control *c, __u64 features)
{
	struct disk_info info = {
		.queues = 1, .depth = 1, .number = ANY_DISK,
		.request_bytes = UBLK_REQUEST_BYTES,
		.features = features | NO_PARTITIONS,
	};
	const struct control arg = {
		.number = ANY_DISK,
		.addr = (uintptr_t)&info, .len = sizeof(info),
	};
	long ret = send_command(c, ADD_DISK, &arg);

	if (ret)
		return ret;
	ret = (info.features & features) == features ?
		set_parameters(c, info.number) : -EOPNOTSUPP;
	if (ret)
		ublk_delete(c, info.number);
	return ret ?: (long)info.number;
}

long ublk_start(struct ublk_control *c, __u32 number, pid_t server)
{
	const struct control arg = { .number = number, .data = server };

	return send_command(c, START_DISK, &arg);
}

long ublk_delete(struct ublk_control *c, __u32 number)
{
	const struct control arg = { .number = number };

	return send_command(c, DELETE_DISK, &arg);
}

long ublk_share(struct ublk_control *c, __u32 number,
		const struct iovec *memory, bool read_only)
{
	const struct memory m = {
		.addr = (uintptr_t)memory->iov_base, .len = memory->iov_len,
		.flags = read_only ? READ_ONLY : 0,
	};
	const struct control arg = {
		.number = number, .addr = (uintptr_t)&m, .len = sizeof(m),
	};

	return send_command(c, SHARE_MEMORY, &arg);
}

long ublk_unshare(struct ublk_control *c, __u32 number, long index)
{
	const struct control arg = { .number = number, .data = index };

	return send_command(c, UNSHARE_MEMORY, &arg);
}
