// SPDX-License-Identifier: GPL-2.0
/* Mounts what the kernel provides, and the file systems on the disks. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/guest_disks.h"
#include "init.h"

void init_mount_basics(void)
{
	static const char *const table[][2] = {
		{ "proc", "/proc" }, { "sysfs", "/sys" },
		{ "devtmpfs", "/dev" }, { "tmpfs", "/tmp" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++) {
		mkdir(table[i][1], 0755);
		if (mount(table[i][0], table[i][1], table[i][0], 0, NULL) &&
		    errno != EBUSY)
			init_setup_error(table[i][1], "mount: %s", strerror(errno));
	}
	/* ENODEV without CONFIG_DEBUG_FS: contracts that use it then skip. */
	mount("debugfs", "/sys/kernel/debug", "debugfs", 0, NULL);
	setenv("PINCER_TMPFS", "/tmp", 1);
}

void init_mount(const struct guest_disk *d, const char *device)
{
	mkdir(d->dir, 0755);
	if (mount(device, d->dir, d->fs->type, MS_NOATIME, d->options ?: ""))
		init_setup_error(d->dir, "mounting %s: %s", device,
				 strerror(errno));
	else
		setenv(d->dir_env, d->dir, 1);
}

/* Whether /proc/filesystems has it; the test program knows if it should. */
static bool is_known(const char *type)
{
	FILE *list = fopen("/proc/filesystems", "re");
	char line[64], name[32];
	bool known = false;

	while (list && !known && fgets(line, sizeof(line), list))
		known = sscanf(line, " %31s", name) == 1 &&
			!strcmp(name, type);
	if (list)
		fclose(list);
	return known;
}

/* EINVAL without CONFIG_TRANSPARENT_HUGEPAGE. */
static void mount_huge_tmpfs(void)
{
	mkdir("/huge", 0755);
	if (!mount("tmpfs", "/huge", "tmpfs", MS_NOATIME, "huge=always"))
		setenv("PINCER_TMPFS_HUGE", "/huge", 1);
	else if (errno != EINVAL)
		init_setup_error("/huge", "mount: %s", strerror(errno));
}

/* A file system reads the queue's stable_writes when it is mounted. */
static void set_stable_writes(const char *device)
{
	char path[128];
	int ret;

	snprintf(path, sizeof(path), "/sys/block/%s/queue/stable_writes",
		 device + strlen("/dev/"));
	ret = init_write("1", "%s", path);
	if (ret)
		init_setup_error(path, "%s", strerror(-ret));
}

void init_mount_disks(void)
{
	const struct guest_disk *d;
	const char *device;

	mount_huge_tmpfs();
	for_each_guest_disk(d) {
		device = d->env ? getenv(d->env) : NULL;
		if (!device || !d->fs)
			continue;
		if (d->stable_writes)
			set_stable_writes(device);
		if (is_known(d->fs->type))
			init_mount(d, device);
	}
}

void init_unmount(void)
{
	const struct guest_disk *d;

	for_each_guest_disk(d)
		if (d->fs)
			umount(d->dir);
}
