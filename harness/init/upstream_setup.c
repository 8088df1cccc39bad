// SPDX-License-Identifier: GPL-2.0
/* Set-up for the kernel's own tests: mounts, huge pages, PATH. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "init.h"

/* mount() fails where the kernel has none; /tmp is on ext4 for O_DIRECT. */
void init_upstream_setup(void)
{
	static const char *const table[][2] = {
		{ "debugfs", "/sys/kernel/debug" },
		{ "tracefs", "/sys/kernel/tracing" },
		{ "configfs", "/sys/kernel/config" },
		{ "securityfs", "/sys/kernel/security" },
		{ "cgroup2", "/sys/fs/cgroup" },
		{ "devpts", "/dev/pts" }, { "tmpfs", "/dev/shm" },
		{ "mqueue", "/dev/mqueue" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++) {
		mkdir(table[i][1], 0755);
		mount(table[i][0], table[i][1], table[i][0], 0, NULL);
	}
	chmod("/dev/shm", 01777);
	if (getenv("PINCER_EXT4") && !mkdir("/ext4/tmp", 01777) &&
	    !mount("/ext4/tmp", "/tmp", NULL, MS_BIND, NULL))
		setenv("PINCER_TMPFS", "/dev/shm", 1);
	setenv("PATH", "/bin:/usr/bin:/sbin:/usr/sbin", 1);
	setenv("HOME", "/root", 1);
	mkdir("/root", 0700);
	init_write("64", "/proc/sys/vm/nr_hugepages");
}
