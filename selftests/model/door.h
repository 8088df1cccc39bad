/* SPDX-License-Identifier: GPL-2.0 */
/* The doors: each way in which user memory reaches GUP. */
#ifndef PINCER_DOOR_H
#define PINCER_DOOR_H

#include "model/need.h"
#include "model/outcome.h"
#include "model/properties.h"

/**
 * enum target_kind - what a door reads from or writes to
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
 * @TARGET_FUSE: a file that is made and served, and that nobody has to name
 */
enum target_kind {
	TARGET_NONE, TARGET_NVME_OWNER, TARGET_NVME, TARGET_VIRTIO_BLK,
	TARGET_LOOP, TARGET_BRD, TARGET_NULL_BLK, TARGET_MD, TARGET_EXT4,
	TARGET_FSDAX, TARGET_XFS, TARGET_XFS_STABLE, TARGET_VFAT, TARGET_FUSE,
};

/**
 * enum role - what the buffer is to a transfer, as iov_iter has it
 * @ROLE_NONE: nothing is moved, or the door looks itself at what was
 * @ROLE_DEST: where the data goes: what a target holds, or would
 * @ROLE_SOURCE: where the data comes from: the target receives it
 */
enum role { ROLE_NONE, ROLE_DEST, ROLE_SOURCE };

struct attempt;

/**
 * struct door - one way in, or a scenario: a contract that is no grid point
 * @name: dotted from general to particular, "odirect.read.nvme"
 * @title: what is asked of the kernel, for people: "O_DIRECT read, plain NVMe"
 * @props: what the specification knows of it
 * @need: what must be there; need.env names the device or directory
 * @target: what kind of thing that has to be
 * @role: what the buffer is to the transfer; data is compared accordingly when
 *	@run has returned
 * @brief: differs from another door in little: only each mapping alone, once,
 *	and one partial pin on either side
 * @one_thing: all of the buffer becomes one thing, of which no two pages can
 *	be the same
 * @guest_only: what it does to the kernel stays done: in guests, or where
 *	PINCER_DISRUPTIVE is set
 * @alone: does not leave its process as it found it, and so gets one of its
 *	own; a scenario always does
 * @rule: of a scenario, which no buffer goes through: what must come of it.
 *	Its title says the promise, its name has no layout behind it
 * @how: a number for @run, where doors share it
 * @mapping: likewise, the name of a mapping: of a scenario that is there for
 *	several
 * @run: does it to the buffer and returns bytes or a negative errno
 * @put_back: of one that has its own process: undoes what outlives that, when
 *	it is gone, however it ended. Returns NULL, or what could not be undone
 */
struct door {
	const char *name;
	const char *title;
	struct door_props props;
	struct need need;
	enum target_kind target;
	enum role role;
	bool brief;
	bool one_thing;
	bool guest_only;
	bool alone;
	struct outcome (*rule)(const struct history *h,
			       const struct machine *machine);
	unsigned int how;
	const char *mapping;
	long (*run)(struct attempt *a);
	const char *(*put_back)(void);
};

/** door_families() - the tables of doors and scenarios, ended by NULL */
extern const struct door *const door_families[];

#endif
