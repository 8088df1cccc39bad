// SPDX-License-Identifier: GPL-2.0
/* Disks without a device of QEMU's: loop, brd, null_blk, md. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <linux/major.h>
#include <linux/raid/md_p.h>
#include <linux/raid/md_u.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "init.h"

#define LOOP "/dev/loop0"
#define BRD "/dev/ram0"
#define MD "/dev/md0"
#define CONFIGFS "/sys/kernel/config"
#define LOOP_BYTES (16 << 20)

/* Open a disk and export it; ENOENT when the kernel lacks its driver. */
static int open_disk(const char *device, const char *env)
{
	const int fd = open(device, O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		setenv(env, device, 1);
	else if (errno != ENOENT)
		init_setup_error(device, "%s", strerror(errno));
	return fd;
}

/* A loop device over a memfd. */
static void make_loop(void)
{
	const int loop = open_disk(LOOP, "PINCER_LOOP");
	const int file = memfd_create("loop", MFD_CLOEXEC);

	if (loop >= 0 && (file < 0 || ftruncate(file, LOOP_BYTES) ||
			  ioctl(loop, LOOP_SET_FD, file)))
		init_setup_error(LOOP, "%s", strerror(errno));
	if (file >= 0)
		close(file);
	if (loop >= 0)
		close(loop);
}

static void export_brd(void)
{
	const int brd = open_disk(BRD, "PINCER_BRD");

	if (brd >= 0)
		close(brd);
}

/* mkdir() in configfs makes a device; newer kernels name it after that. */
static void make_null_blk(void)
{
	static const char dir[] = CONFIGFS "/nullb/nullb0";
	static const char *const settings[][2] = {
		{ CONFIGFS "/nullb/nullb0/size", "16" },
		{ CONFIGFS "/nullb/nullb0/blocksize", "512" },
		{ CONFIGFS "/nullb/nullb0/memory_backed", "1" },
		{ CONFIGFS "/nullb/nullb0/power", "1" },
	};
	size_t i;
	int ret = 0;

	mount("configfs", CONFIGFS, "configfs", 0, NULL);
	if (access(CONFIGFS "/nullb", F_OK))
		return;
	if (mkdir(dir, 0755))
		ret = -errno;
	for (i = 0; !ret && i < ARRAY_SIZE(settings); i++)
		ret = init_write(settings[i][1], "%s",
				 settings[i][0]);
	if (ret)
		init_setup_error("null_blk", "%s", strerror(-ret));
	else
		setenv("PINCER_NULL_BLK", "/dev/nullb0", 1);
}

static int add_raid_member(int md, int index, const char *device)
{
	struct stat st;
	mdu_disk_info_t disk = {
		.number = index, .raid_disk = index,
		.state = 1 << MD_DISK_SYNC,
	};

	if (!device || stat(device, &st))
		return -ENODEV;
	disk.major = major(st.st_rdev);
	disk.minor = minor(st.st_rdev);
	return ioctl(md, ADD_NEW_DISK, &disk) ? -errno : 0;
}

/* RAID 0 over two namespaces of the NVMe that owns the P2PDMA memory. */
static int run_md(int md)
{
	mdu_array_info_t array = {
		.level = 0, .nr_disks = 2, .raid_disks = 2,
		.active_disks = 2, .working_disks = 2,
		.not_persistent = 1, .chunk_size = 64 << 10,
	};
	int ret;

	ret = ioctl(md, SET_ARRAY_INFO, &array) ? -errno : 0;
	if (!ret)
		ret = add_raid_member(md, 0, getenv("PINCER_DISK_MD0"));
	if (!ret)
		ret = add_raid_member(md, 1, getenv("PINCER_DISK_MD1"));
	if (!ret)
		ret = ioctl(md, RUN_ARRAY, NULL) ? -errno : 0;
	return ret;
}

static void make_md(void)
{
	int md, ret;

	if (init_write("md0", "/sys/module/md_mod/parameters/new_array"))
		return;
	md = open_disk(MD, "PINCER_MD");
	ret = md < 0 ? -errno : run_md(md);
	if (ret)
		init_setup_error(MD, "%s", strerror(-ret));
	if (md >= 0)
		close(md);
}

void init_make_virtual_disks(void)
{
	make_loop();
	export_brd();
	make_null_blk();
	make_md();
}

/* With an array, the reboot notifier of md may wait a second. */
void init_stop_md(void)
{
	const int md = getenv("PINCER_MD") ? open(MD, O_RDONLY | O_CLOEXEC) : -1;

	if (md < 0)
		return;
	if (ioctl(md, STOP_ARRAY, NULL))
		printf("init: " MD ": %s\n", strerror(errno));
	close(md);
}
