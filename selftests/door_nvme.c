// SPDX-License-Identifier: GPL-2.0
/* Commands of the process's own to an NVMe: it reads or writes its memory. */
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

#include "buffer.h"
#include "door_io_uring.h"
#include "target.h"

#define WRITE_COMMAND 1
#define READ_COMMAND 2

/* The command as io_uring has it: in the second half of a wide entry. */
struct uring_command {
	__u8 opcode, flags;
	__u16 reserved;
	__u32 nsid, cdw2, cdw3;
	__u64 metadata, addr;
	__u32 metadata_len, data_len, cdw10, cdw11, cdw12, cdw13, cdw14, cdw15;
	__u32 timeout_ms, reserved2;
};

#define URING_COMMAND_IO _IOWR('N', 0x80, struct uring_command)

/* Which namespace, and how long its blocks are; 0 or -errno. */
static int geometry(struct attempt *a, int *nsid, int *block)
{
	*nsid = ioctl(a->fd, NVME_IOCTL_ID);
	if (*nsid < 0)
		return attempt_broken(a, "NVME_IOCTL_ID");
	return ioctl(a->fd, BLKSSZGET, block) ?
		attempt_broken(a, "BLKSSZGET") : 0;
}

/* What came of it: 0, an errno, or what the device said. */
static long outcome(const struct attempt *a, long ret)
{
	if (ret > 0)
		return -EIO;
	return ret ? ret : (long)a->len;
}

static long by_ioctl(struct attempt *a, int opcode)
{
	struct nvme_passthru_cmd command = {
		.opcode = opcode, .addr = (uintptr_t)a->buf,
		.data_len = a->len,
	};
	int block, nsid, ret;

	ret = geometry(a, &nsid, &block);
	if (ret)
		return ret;
	command.nsid = nsid;
	command.cdw10 = TARGET_OFFSET / block;
	command.cdw12 = a->len / block - 1;
	ret = ioctl(a->fd, NVME_IOCTL_IO_CMD, &command);
	if (ret < 0 && (errno == EACCES || errno == EPERM)) {
		snprintf(a->lacks, sizeof(a->lacks),
			 "commands to an NVMe are not allowed");
		return -errno;
	}
	return outcome(a, ret < 0 ? -errno : ret);
}

/* The namespace's character device: nvme0n1 is a disk, ng0n1 takes commands. */
static int open_namespace(struct attempt *a)
{
	char link[64], disk[PATH_MAX], path[PATH_MAX];
	struct stat st;
	int fd;

	if (fstat(a->fd, &st))
		return attempt_broken(a, "fstat");
	snprintf(link, sizeof(link), "/sys/dev/block/%u:%u",
		 major(st.st_rdev), minor(st.st_rdev));
	if (!realpath(link, disk))
		return attempt_broken(a, link);
	snprintf(path, sizeof(path), "/dev/ng%s",
		 basename(disk) + strlen("nvme"));
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	return errno == ENOENT ? attempt_absent(a, path) :
				 attempt_broken(a, path);
}

static long submit(struct attempt *a, struct ring *r, int fd, int opcode)
{
	struct io_uring_sqe entry[2] = {
		{ .opcode = RING_URING_CMD, .fd = fd,
		  .off = URING_COMMAND_IO },
	};
	struct uring_command command = {
		.opcode = opcode, .addr = (uintptr_t)a->buf,
		.data_len = a->len,
	};
	int block, nsid, ret;

	ret = geometry(a, &nsid, &block);
	if (ret)
		return ret;
	command.nsid = nsid;
	command.cdw10 = TARGET_OFFSET / block;
	command.cdw12 = a->len / block - 1;
	/* From where an ordinary entry has room for 16 bytes, to the end. */
	memcpy((char *)entry + 48, &command, sizeof(command));
	return outcome(a, ring_do(r, entry));
}

static long by_ring(struct attempt *a, int opcode)
{
	struct ring r;
	long ret;
	int fd;

	ret = attempt_wide_ring(a, &r);
	if (ret)
		return ret;
	fd = open_namespace(a);
	ret = fd < 0 ? fd : submit(a, &r, fd, opcode);
	if (fd >= 0)
		close(fd);
	ring_close(&r);
	return ret;
}

static long ioctl_read(struct attempt *a)
{
	const long ret = by_ioctl(a, READ_COMMAND);

	buffer_check_read(a, ret);
	return ret;
}

static long ioctl_write(struct attempt *a)
{
	const long ret = by_ioctl(a, WRITE_COMMAND);

	return target_check_written(a, ret) ? -1 : ret;
}

static long ring_read(struct attempt *a)
{
	const long ret = by_ring(a, READ_COMMAND);

	buffer_check_read(a, ret);
	return ret;
}

static long ring_write(struct attempt *a)
{
	const long ret = by_ring(a, WRITE_COMMAND);

	return target_check_written(a, ret) ? -1 : ret;
}

/* A command cannot be done in part. */
#define COMMAND(name_, title_, flags_, run_, ...)			\
	{								\
		.name = "nvme." name_, .title = title_,			\
		.props = { .partial = PARTIAL_REFUSED,			\
			   .flags = D_P2PDMA_QUEUE | D_P2PDMA_OWNER |	\
				    (flags_) },				\
		.need = { .config = "BLK_DEV_NVME",			\
			  .env = "PINCER_NVME_CMB", __VA_ARGS__ },	\
		.target = TARGET_NVME_OWNER,				\
		.target_kept = (flags_) & D_WRITE,			\
		.brief = true, .run = run_,				\
	}

const struct door doors_nvme[] = {
	COMMAND("ioctl.read", "a read command to an NVMe", D_WRITE, ioctl_read),
	COMMAND("ioctl.write", "a write command to an NVMe", 0, ioctl_write),
	COMMAND("uring_cmd.read", "a read command to an NVMe through io_uring",
		D_WRITE, ring_read, .feature = C_NVME_URING_CMD),
	COMMAND("uring_cmd.write",
		"a write command to an NVMe through io_uring",
		0, ring_write, .feature = C_NVME_URING_CMD),
	{}
};
