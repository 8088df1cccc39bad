// SPDX-License-Identifier: GPL-2.0
/* File systems on the guest's disks: the harness has made them there. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "init.h"

/** struct fs - a file system: the variable of its disk, and its own */
static const struct fs {
	const char *disk, *dir, *type, *options, *env;
} table[] = {
	{ "PINCER_DISK_EXT4", "/ext4", "ext4", "", "PINCER_EXT4" },
	{ "PINCER_DISK_NVME_EXT4", "/nvme_ext4", "ext4", "",
	  "PINCER_NVME_EXT4" },
	{ "PINCER_DISK_XFS", "/xfs", "xfs", "", "PINCER_XFS" },
	/* Made of the same image, it goes by the same name. */
	{ "PINCER_DISK_STABLE", "/xfs_stable", "xfs", "nouuid",
	  "PINCER_XFS_STABLE" },
	/* Nobody moves its blocks about at a time of their own. */
	{ "PINCER_DISK_F2FS", "/f2fs", "f2fs", "background_gc=off",
	  "PINCER_F2FS" },
	/* One character set is enough. */
	{ "PINCER_DISK_VFAT", "/vfat", "vfat", "iocharset=cp437",
	  "PINCER_VFAT" },
};
#define NR_FS (sizeof(table) / sizeof(table[0]))

void init_mount(const char *device, const char *dir, const char *type,
		const char *options, const char *env)
{
	mkdir(dir, 0755);
	if (mount(device, dir, type, MS_NOATIME, options))
		init_broken(dir, "mounting %s: %s", device, strerror(errno));
	else
		setenv(env, dir, 1);
}

/* A kernel need not have it; whether it should is what its config says. */
static int is_known(const char *type)
{
	FILE *list = fopen("/proc/filesystems", "re");
	char line[64], name[32];
	int known = 0;

	while (list && !known && fgets(line, sizeof(line), list))
		known = sscanf(line, " %31s", name) == 1 &&
			!strcmp(name, type);
	if (list)
		fclose(list);
	return known;
}

/* Without transparent huge pages there is no such option. */
static void mount_huge(void)
{
	mkdir("/huge", 0755);
	if (!mount("tmpfs", "/huge", "tmpfs", MS_NOATIME, "huge=always"))
		setenv("PINCER_TMPFS_HUGE", "/huge", 1);
	else if (errno != EINVAL)
		init_broken("/huge", "mount: %s", strerror(errno));
}

/*
 * What is on its way to this disk must not be changed; a file system asks for
 * that when it is mounted.
 */
static void demand_stable_pages(void)
{
	const char *device = getenv("PINCER_DISK_STABLE");
	char path[128];
	int ret;

	if (!device)
		return;
	snprintf(path, sizeof(path), "/sys/block/%s/queue/stable_writes",
		 device + strlen("/dev/"));
	ret = init_write(path, "1");
	if (ret)
		init_broken(path, "%s", strerror(-ret));
}

void init_mount_disks(void)
{
	const struct fs *fs;

	mount_huge();
	demand_stable_pages();
	for (fs = table; fs < table + NR_FS; fs++)
		if (getenv(fs->disk) && is_known(fs->type))
			init_mount(getenv(fs->disk), fs->dir, fs->type,
				   fs->options, fs->env);
}

void init_unmount(void)
{
	const struct fs *fs;

	for (fs = table; fs < table + NR_FS; fs++)
		umount(fs->dir);
	umount("/fsdax");
}
