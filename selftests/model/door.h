/* SPDX-License-Identifier: GPL-2.0 */
/* The doors: each way in which user memory reaches GUP. */
#ifndef PINCER_DOOR_H
#define PINCER_DOOR_H

#include <errno.h>

#include "model/mapping.h"
#include "model/need.h"
#include "model/spec.h"

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

#define NOTE_MAX 256

struct target;

/**
 * struct attempt - one buffer on its way through one door
 * @door: the door
 * @part: the buffer's mappings, made and proved
 * @nr: how many
 * @room: addresses that were reserved for them
 * @room_len: bytes of it
 * @memory: what attempt_memory() gave, or NULL
 * @memory_len: bytes of it
 * @buf: where the buffer begins
 * @len: how long it is, bytes
 * @target: what is known of the door's target, or NULL
 * @fd: the target, open with O_DIRECT and filled with the device's pattern; -1
 *	when there is none
 * @setting: what is known of the kernel
 * @facts: what is known of the machine
 * @note: NOTE_MAX bytes for what a case has to say of itself, however it ends
 * @disagrees: set when kernel and specification do; the note says in what
 * @keeps: set by the door when it has opened or mapped, this once, what it
 *	will use again
 * @wrong_data: set by the door when data came out other than it went in
 * @broken: set when it could not be tried at all, says why
 * @absent: with @broken: it is the interface itself that is not there, which
 *	the door's need may explain
 * @lacks: set by the door when this user may not do it, says what is missing
 */
struct attempt {
	const struct door *door;
	struct part part[BUFFER_PARTS_MAX];
	int nr;
	char *room;
	size_t room_len;
	void *memory;
	size_t memory_len;
	char *buf;
	size_t len;
	struct target *target;
	int fd;
	const struct setting *setting;
	const struct facts *facts;
	char *note;
	bool keeps;
	bool wrong_data;
	bool disagrees;
	char broken[160];
	bool absent;
	char lacks[64];
};

/**
 * struct outcome - what must come of a contract
 * @ret: bytes or a negative errno
 * @flaws: what else is seen, as run.c words it: "!pins", "!warning!taint"; NULL
 *	for nothing
 */
struct outcome {
	long ret;
	const char *flaws;
};

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
			       const struct facts *facts);
	unsigned int how;
	const char *mapping;
	long (*run)(struct attempt *a);
	const char *(*put_back)(void);
};

/* One table a family, each ended by an empty entry. */
extern const struct door doors_aio[];
extern const struct door doors_alg[];
extern const struct door doors_gup_test[];
extern const struct door doors_io_uring[];
extern const struct door doors_io_uring_memory[];
extern const struct door doors_io_uring_rw[];
extern const struct door doors_io_uring_send[];
extern const struct door doors_iommufd[];
extern const struct door doors_net[];
extern const struct door doors_nvme[];
extern const struct door doors_odirect[];
extern const struct door doors_page[];
extern const struct door doors_rdma[];
extern const struct door doors_remote[];
extern const struct door doors_splice[];
extern const struct door doors_ublk[];
extern const struct door doors_xdp[];

/** door_families() - the tables, ended by NULL */
extern const struct door *const door_families[];

/** or_errno() - what a system call returned, with the error instead of -1 */
static inline long or_errno(long ret)
{
	return ret < 0 ? -errno : ret;
}

/**
 * attempt_go() - go through the door, and compare the data where data moves
 * @a: the attempt; receives whatever is wrong
 *
 * Return: bytes or a negative errno.
 */
long attempt_go(struct attempt *a);

/**
 * attempt_broken() - note that a door could not be tried; returns -errno
 * @a: the attempt
 * @what: what failed; errno is added
 */
long attempt_broken(struct attempt *a, const char *what);

/**
 * attempt_absent() - note that the interface is not there; returns -errno
 * @a: the attempt
 * @what: what failed; errno is added
 */
long attempt_absent(struct attempt *a, const char *what);

/**
 * attempt_plug_holes() - keep what is mapped from now on out of the holes in
 *	the buffer
 *
 * Return: 0, or -errno after attempt_broken().
 */
int attempt_plug_holes(struct attempt *a);

/** attempt_unplug_holes() - make them holes again */
void attempt_unplug_holes(struct attempt *a);

/**
 * attempt_memory() - zeroed memory for the door's own use, in no hole; once
 *	an attempt, and given back with the buffer
 * @a: the attempt
 * @size: bytes
 *
 * Return: where it is, page-aligned, or NULL after attempt_broken().
 */
void *attempt_memory(struct attempt *a, size_t size);

/** attempt_free_memory() - give it back, if there is any */
void attempt_free_memory(struct attempt *a);

#endif
