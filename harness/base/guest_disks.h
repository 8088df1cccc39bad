/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The guest's disks and file systems, each described once. QEMU's arguments,
 * the file system images, the modules of the initramfs, and what init waits
 * for, mounts and exports all follow from these two lists.
 */
#ifndef PINCER_GUEST_DISKS_H
#define PINCER_GUEST_DISKS_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of every disk; mkfs.xfs makes no file system that is smaller. */
#define GUEST_DISK_SIZE (320L << 20)

/* QEMU's id of the NVMe controller that has several namespaces. */
#define GUEST_NVME_CMB "cmb"

/* Every serial number is this and the id of the device. */
#define GUEST_SERIAL "pincer-"

/* Room for the arguments of mkfs, with the NULL. */
#define GUEST_FS_ARGS 24

/**
 * struct guest_fs - a file system
 * @type: its name in /proc/filesystems
 * @modules: its modules, ended by NULL
 * @slow_option: the kernel option of one whose module takes seconds to insert:
 *	PINCER_SLOW_MODULES decides whether guests get it. NULL for the others
 * @key: the image's name in the cache: to be changed with @size and @mkfs. NULL
 *	where no image is made
 * @size: bytes of the image
 * @mkfs: the program and its arguments, ended by NULL; the image's path is
 *	appended
 */
struct guest_fs {
	const char *type;
	const char *modules[3];
	const char *slow_option;
	const char *key;
	long size;
	const char *mkfs[GUEST_FS_ARGS];
};

/** guest_fs - all file systems, ended by NULL */
extern const struct guest_fs *const guest_fs[];

/** enum guest_bus - what kind of device a disk is */
enum guest_bus {
	GUEST_PMEM,	/* a memmap= range of the guest's own memory */
	GUEST_NVME,
	GUEST_VIRTIO_BLK,
	GUEST_BUSES
};

/** guest_bus_modules - the modules of each bus, ended by NULL */
extern const char *const guest_bus_modules[GUEST_BUSES][5];

/**
 * struct guest_disk - a disk, or a range of persistent memory
 * @name: QEMU's id of its drive, and its image's name in the guest's directory;
 *	of persistent memory, the kernel's name of the block device
 * @bus: what it is
 * @nsid: its number as a namespace of GUEST_NVME_CMB; 0 for an NVMe controller
 *	of its own
 * @range: the memmap= range of persistent memory
 * @device: further properties of QEMU's -device, or NULL
 * @drive: further properties of QEMU's -drive, or NULL
 * @env: the variable that names the device to the test program and to init.
 *	Persistent memory without @fs is named as a DAX character device; with
 *	@fs it needs none
 * @p2pmem_env: the variable that names the p2pmem/allocate file of the
 *	controller, or NULL
 * @kunit_scratch: KUnit writes to it as well
 * @stable_writes: its queue/stable_writes is 1 when it is mounted
 * @fs: its file system, or NULL
 * @dir: where that is mounted
 * @options: its mount options
 * @dir_env: the variable that names @dir
 */
struct guest_disk {
	const char *name;
	enum guest_bus bus;
	int nsid;
	const char *range;
	const char *device, *drive;
	const char *env, *p2pmem_env;
	bool kunit_scratch, stable_writes;
	const struct guest_fs *fs;
	const char *dir, *options, *dir_env;
};

/** guest_disks - all of them, ended by one without a name */
extern const struct guest_disk guest_disks[];

/** for_each_guest_disk() - @d: the struct guest_disk pointer that visits each */
#define for_each_guest_disk(d) for (d = guest_disks; d->name; d++)

/** for_each_guest_fs() - @fs: the pointer that visits each of guest_fs */
#define for_each_guest_fs(fs) for (fs = guest_fs; *fs; fs++)

/**
 * guest_disk_serial() - the serial number of the device that a disk is on
 * @d: the disk; no persistent memory
 * @buf: receives it, "pincer-cmb"
 * @size: bytes in @buf
 */
void guest_disk_serial(const struct guest_disk *d, char *buf, size_t size);

#endif
