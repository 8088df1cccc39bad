/* SPDX-License-Identifier: GPL-2.0 */
/* The device or file that a door reads or writes, with O_DIRECT. */
#ifndef PINCER_TARGET_H
#define PINCER_TARGET_H

#include <sys/types.h>

#include "lib/attempt.h"

#define TARGETS_MAX 32

/* For the tables: a target, its option and its environment variable. */
#define ON_TARGET(config_, env_, target_)				\
	.need = { .config = config_, .env = env_, .target = target_ }

#define ON_NVME_CMB							\
	ON_TARGET("BLK_DEV_NVME", "PINCER_NVME_CMB", TARGET_NVME_OWNER)
#define ON_NVME								\
	ON_TARGET("BLK_DEV_NVME", "PINCER_NVME", TARGET_NVME)
#define ON_NVME_PEER							\
	ON_TARGET("BLK_DEV_NVME", "PINCER_NVME_PEER", TARGET_NVME)
#define ON_VIRTIO_BLK							\
	ON_TARGET("VIRTIO_BLK", "PINCER_VIRTIO_BLK", TARGET_VIRTIO_BLK)
#define ON_LOOP								\
	ON_TARGET("BLK_DEV_LOOP", "PINCER_LOOP", TARGET_LOOP)
#define ON_BRD								\
	ON_TARGET("BLK_DEV_RAM", "PINCER_BRD", TARGET_BRD)
#define ON_NULL_BLK							\
	ON_TARGET("BLK_DEV_NULL_BLK", "PINCER_NULL_BLK", TARGET_NULL_BLK)
#define ON_MD								\
	ON_TARGET("MD_RAID0", "PINCER_MD", TARGET_MD)
#define ON_EXT4								\
	ON_TARGET("EXT4_FS", "PINCER_EXT4", TARGET_EXT4)
#define ON_NVME_EXT4							\
	ON_TARGET("EXT4_FS", "PINCER_NVME_EXT4", TARGET_EXT4)
#define ON_XFS								\
	ON_TARGET("XFS_FS", "PINCER_XFS", TARGET_XFS)
#define ON_XFS_STABLE							\
	ON_TARGET("XFS_FS", "PINCER_XFS_STABLE", TARGET_XFS_STABLE)
#define ON_VFAT								\
	ON_TARGET("VFAT_FS", "PINCER_VFAT", TARGET_VFAT)
#define ON_FSDAX							\
	ON_TARGET("FS_DAX", "PINCER_FSDAX", TARGET_FSDAX)
#define ON_FUSE								\
	ON_TARGET("FUSE_FS", NULL, TARGET_FUSE)

/**
 * READ_AND_WRITE() - two entries of a table: a read from a target into the
 *	buffer, and a write of the buffer to it
 * @family_: what the names begin with
 * @read_: what the title of the read begins with
 * @write_: what that of the write begins with
 * @name_: the target, in the names
 * @title_: the target, in the titles
 * @flags_: D_* of both
 * @...: further members of both: ON_*, .run
 */
#define READ_AND_WRITE(family_, read_, write_, name_, title_, flags_, ...) \
	{								\
		.name = family_ ".read." name_,				\
		.title = read_ " from " title_,				\
		.props.flags = D_WRITE | (flags_), .role = ROLE_DEST,	\
		__VA_ARGS__						\
	}, {								\
		.name = family_ ".write." name_,			\
		.title = write_ " to " title_,				\
		.props.flags = flags_, .role = ROLE_SOURCE,		\
		__VA_ARGS__						\
	}

/**
 * struct target - what one environment variable names
 * @env: the variable
 * @fd: its descriptor, or -errno
 * @setup_error: why it could not be opened, or ""
 * @hangs: its open() never returned
 * @intact: bytes, from a page before TARGET_OFFSET on, that hold the device's
 *	pattern
 * @plain: anonymous memory to fill and to check it with
 */
struct target {
	const char *env;
	int fd;
	char setup_error[sizeof(((struct attempt *)NULL)->setup_error)];
	bool hangs;
	size_t intact;
	char *plain;
};

/** struct targets - the targets of all cases of a run */
struct targets {
	struct target list[TARGETS_MAX];
	int nr;
	char *plain;
};

/** targets_prepare() - make what all targets share; before the first is opened */
void targets_prepare(struct targets *t);

/** target_hangs() - the open of what a variable names hangs: it is not there */
void target_hangs(struct targets *t, const char *env);

/** targets_forget() - reset what is known of the targets' content */
void targets_forget(struct targets *t);

/**
 * target_open() - the target of a door, proved to be of its kind
 * @t: the targets; one that is not among them is opened, and stays open
 * @a: with door; receives why it could not be opened
 *
 * Return: a descriptor with O_DIRECT, or -errno after attempt_setup_error().
 */
int target_open(struct targets *t, struct attempt *a);

/** target_is_file() - whether a kind is a new file in a directory */
bool target_is_file(enum target_kind kind);

/**
 * target_refute_name() - why a name cannot be that of such a target
 * @kind: the kind
 * @name: of a device, or of the directory in which a file is to be made
 *
 * A target is overwritten, so its name is checked before it is opened.
 *
 * Return: NULL when it can, or a reason.
 */
const char *target_refute_name(enum target_kind kind, const char *name);

/**
 * target_refute() - why an open file or device is no such target
 * @kind: the kind
 * @fd: the target; what it holds is overwritten
 *
 * Return: NULL when it is one, or a reason.
 */
const char *target_refute(enum target_kind kind, int fd);

/**
 * target_is_nvme() - whether a file or device lies on an NVMe
 * @fd: the target
 */
bool target_is_nvme(int fd);

/**
 * target_owns_p2pmem() - whether it lies on the device that owns PINCER_P2PMEM
 * @fd: the target
 */
bool target_owns_p2pmem(int fd);

/**
 * target_fill() - write the device's pattern to where the buffer's data comes
 *	from or goes to, and to a page on each side, unless it is there
 * @a: with fd and len
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
int target_fill(struct attempt *a);

/**
 * target_write_pattern() - write a pattern to the target, at TARGET_OFFSET
 * @a: with fd
 * @at: memory, aligned for the target; receives the pattern first
 * @len: bytes
 * @seed: PATTERN_DEVICE or PATTERN_MEMORY
 * @offset: how far into the pattern to begin, bytes
 *
 * Return: 0, or -errno after attempt_setup_error().
 */
int target_write_pattern(struct attempt *a, void *at, size_t len,
			 unsigned char seed, size_t offset);

/**
 * target_pattern_memory() - target_write_pattern() from attempt_memory()
 * @a: with fd
 * @len: bytes
 * @seed: as above
 * @offset: as above
 *
 * Return: the memory, which holds the pattern, or NULL after
 * attempt_setup_error().
 */
char *target_pattern_memory(struct attempt *a, size_t len, unsigned char seed,
			    size_t offset);

/**
 * target_check_written() - read the target back and compare it with the buffer
 * @a: the attempt; wrong_data is set when bytes differ, or when others beside
 *	them have changed; attempt_setup_error() when pread() fails
 * @ret: what the door returned: bytes or a negative errno
 */
void target_check_written(struct attempt *a, long ret);

#endif
