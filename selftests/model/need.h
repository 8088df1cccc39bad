/* SPDX-License-Identifier: GPL-2.0 */
/* Options, commits and devices that a case needs; without: a skip, an error. */
#ifndef PINCER_NEED_H
#define PINCER_NEED_H

#include "model/history.h"
#include "model/kconfig.h"

/**
 * enum target_kind - what a door or a scenario reads from or writes to
 * @TARGET_NONE: nothing but the buffer
 * @TARGET_NVME_OWNER: the NVMe whose memory PINCER_P2PMEM hands out
 * @TARGET_NVME: another NVMe
 * @TARGET_VIRTIO_BLK: a virtio-blk disk
 * @TARGET_LOOP: a loop device
 * @TARGET_BRD: a RAM disk
 * @TARGET_NULL_BLK: a null_blk device that keeps what is written to it
 * @TARGET_MD: an array of NVMes that own PINCER_P2PMEM
 * @TARGET_EXT4: a new file in a directory on ext4
 * @TARGET_FSDAX: the same with DAX
 * @TARGET_XFS: a new file in a directory on xfs
 * @TARGET_XFS_STABLE: the same, where the device demands stable pages
 * @TARGET_VFAT: a new file in a directory on vfat
 * @TARGET_FUSE: a file that lib/fuse.c serves; no variable names it
 */
enum target_kind {
	TARGET_NONE, TARGET_NVME_OWNER, TARGET_NVME, TARGET_VIRTIO_BLK,
	TARGET_LOOP, TARGET_BRD, TARGET_NULL_BLK, TARGET_MD, TARGET_EXT4,
	TARGET_FSDAX, TARGET_XFS, TARGET_XFS_STABLE, TARGET_VFAT, TARGET_FUSE,
};

/**
 * struct need - preconditions of a mapping, a door or a scenario
 * @config: a kernel option without its prefix, or NULL
 * @also: a second one, or NULL
 * @feature: the commit that made it exist, or C_NONE
 * @env: the environment variable that names the device, file or directory
 *	to work on, or NULL
 * @target: the kind of that device, file or directory
 * @guest_only: changes the kernel or reads its counters: in guests, or where
 *	PINCER_DISRUPTIVE is set
 */
struct need {
	const char *config;
	const char *also;
	enum commit_id feature;
	const char *env;
	enum target_kind target;
	bool guest_only;
};

/** struct tested_kernel - the kernel under test */
struct tested_kernel {
	struct history history;
	const char *config_file;	/* the kernel's .config, or NULL */
	bool guest;			/* a guest's, with all devices */
};

/**
 * need_ruled_out() - whether a kernel cannot have something
 * @need: its preconditions
 * @s: the run
 * @buf: receives the missing commit or option, or that a guest goes without
 *	(PINCER_LEFT_OUT lists options whose modules take too long to insert)
 * @size: bytes in @buf
 *
 * Return: true where the kernel lacks a commit or an option.
 */
bool need_ruled_out(const struct need *need, const struct tested_kernel *s,
		    char *buf, size_t size);

/**
 * need_missing() - why something that could not be made is not there
 * @need: its preconditions
 * @s: the run
 * @why: what went wrong
 * @buf: receives the reason: that of need_ruled_out() or the missing device
 *	when one of them explains it, @why otherwise
 * @size: bytes in @buf
 *
 * Return: true when it is a skip, false when it is an error: something was
 * promised, or named, and is not there.
 */
bool need_missing(const struct need *need, const struct tested_kernel *s,
		  const char *why, char *buf, size_t size);

#endif
