// SPDX-License-Identifier: GPL-2.0
/* NVMe passthrough commands, whose data is user memory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/nvme_ioctl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "doors/door_io_uring.h"
#include "doors/target.h"
#include "doors/doors.h"

/* nvme_cmd_write and nvme_cmd_read. */
static const int commands[] = {
	[ROLE_SOURCE] = 1, [ROLE_DEST] = 2,
};

/* NVME_URING_CMD_IO: the command lies in the second half of a wide entry. */
#define URING_COMMAND_IO _IOWR('N', 0x80, struct nvme_passthru_cmd)

/* A transfer of the whole buffer; 0 or -errno. */
static int prepare(struct attempt *a, struct nvme_passthru_cmd *c)
{
	const int nsid = ioctl(a->fd, NVME_IOCTL_ID);
	int block;

	if (nsid < 0)
		return attempt_setup_error(a, "NVME_IOCTL_ID");
	if (ioctl(a->fd, BLKSSZGET, &block))
		return attempt_setup_error(a, "BLKSSZGET");
	*c = (struct nvme_passthru_cmd){
		.opcode = commands[a->contract->door->role], .nsid = nsid,
		.addr = (uintptr_t)a->buf, .data_len = a->len,
		.cdw10 = TARGET_OFFSET / block, .cdw12 = a->len / block - 1,
	};
	return 0;
}

/* A positive result is an NVMe status, 0 is success. */
static long bytes_or_errno(const struct attempt *a, long ret)
{
	if (ret > 0)
		return -EIO;
	return ret ? ret : (long)a->len;
}

static long by_ioctl(struct attempt *a)
{
	struct nvme_passthru_cmd command;
	int ret = prepare(a, &command);

	if (ret)
		return ret;
	ret = ioctl(a->fd, NVME_IOCTL_IO_CMD, &command);
	if (ret < 0 && (errno == EACCES || errno == EPERM))
		return attempt_skip(a, "commands to an NVMe are not allowed");
	return bytes_or_errno(a, or_errno(ret));
}

/* The namespace's character device: nvme0n1 is a disk, ng0n1 takes commands. */
static int open_namespace(struct attempt *a)
{
	char link[64], disk[PATH_MAX], path[PATH_MAX];
	struct stat st;
	int fd;

	if (fstat(a->fd, &st))
		return attempt_setup_error(a, "fstat");
	snprintf(link, sizeof(link), "/sys/dev/block/%u:%u",
		 major(st.st_rdev), minor(st.st_rdev));
	if (!realpath(link, disk))
		return attempt_setup_error(a, link);
	snprintf(path, sizeof(path), "/dev/ng%s",
		 basename(disk) + strlen("nvme"));
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	return errno == ENOENT ? attempt_no_interface(a, path) :
				 attempt_setup_error(a, path);
}

/** struct commander - a ring for commands, and what takes them */
struct commander {
	struct ring ring;
	int fd;
};

static long open_commander(struct attempt *a, void *session)
{
	struct commander *c = session;
	const long ret = attempt_wide_ring(a, &c->ring);

	if (ret)
		return ret;
	c->fd = open_namespace(a);
	if (c->fd < 0)
		ring_close(&c->ring);
	return c->fd < 0 ? c->fd : 0;
}

static long by_ring(struct attempt *a, void *session)
{
	struct io_uring_sqe entry[2] = { { 0 } };
	struct nvme_passthru_cmd command;
	struct commander *c = session;
	const int ret = prepare(a, &command);

	if (ret)
		return ret;
	ring_command(entry, c->fd, URING_COMMAND_IO, &command, sizeof(command));
	return bytes_or_errno(a, ring_do(&c->ring, entry));
}

static void close_commander(struct attempt *a, void *session)
{
	struct commander *c = session;

	(void)a;
	close(c->fd);
	ring_close(&c->ring);
}

static const struct session command_session = {
	.size = sizeof(struct commander),
	.open = open_commander, .use = by_ring, .close = close_commander,
};

/* The driver maps all pages of a command, or refuses it. */
#define COMMAND(flags_)							\
	.props = { .partial = PARTIAL_REFUSED,				\
		   .flags = D_P2PDMA_QUEUE | D_P2PDMA_OWNER | (flags_) }, \
	.brief = true
#define READ COMMAND(D_WRITE), .role = ROLE_DEST
#define WRITE COMMAND(0), .role = ROLE_SOURCE
#define NEED(...)							\
	.need = { .config = "BLK_DEV_NVME", .env = "PINCER_NVME_CMB",	\
		  .target = TARGET_NVME_OWNER, __VA_ARGS__ }

const struct door doors_nvme[] = {
	{
		.name = "nvme.ioctl.read",
		.title = "a read command to an NVMe",
		READ, NEED(), .run = by_ioctl,
	}, {
		.name = "nvme.ioctl.write",
		.title = "a write command to an NVMe",
		WRITE, NEED(), .run = by_ioctl,
	}, {
		.name = "nvme.uring_cmd.read",
		.title = "a read command to an NVMe through io_uring",
		READ, NEED(.feature = C_NVME_URING_CMD), IN_SESSION(command_session),
	}, {
		.name = "nvme.uring_cmd.write",
		.title = "a write command to an NVMe through io_uring",
		WRITE, NEED(.feature = C_NVME_URING_CMD), IN_SESSION(command_session),
	}, {}
};
