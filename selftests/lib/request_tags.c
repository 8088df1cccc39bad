// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <glob.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "lib/read_file.h"
#include "lib/request_tags.h"

/* The disk's name: the last part of where sysfs has it. */
static int disk_name(int fd, char disk[PATH_MAX])
{
	char link[64];
	struct stat st;
	dev_t dev;

	if (fstat(fd, &st))
		return -1;
	dev = S_ISBLK(st.st_mode) ? st.st_rdev : st.st_dev;
	snprintf(link, sizeof(link), "/sys/dev/block/%u:%u", major(dev),
		 minor(dev));
	return realpath(link, disk) ? 0 : -1;
}

static long sum_of(const glob_t *found)
{
	long busy = -1, some;
	size_t i;

	for (i = 0; i < found->gl_pathc; i++) {
		some = read_number_after(found->gl_pathv[i], "busy=");
		if (some >= 0)
			busy = (busy < 0 ? 0 : busy) + some;
	}
	return busy;
}

long request_tags_busy(int fd)
{
	char disk[PATH_MAX], pattern[PATH_MAX];
	int controller, namespace;
	glob_t found;
	long busy;

	if (disk_name(fd, disk))
		return -1;
	snprintf(pattern, sizeof(pattern),
		 "/sys/kernel/debug/block/%.64s/hctx*/*tags", basename(disk));
	if (sscanf(basename(disk), "nvme%dn%d", &controller, &namespace) == 2)
		snprintf(pattern, sizeof(pattern),
			 "/sys/kernel/debug/block/nvme%d*n%d/hctx*/*tags",
			 controller, namespace);
	if (glob(pattern, 0, NULL, &found))
		return -1;
	busy = sum_of(&found);
	globfree(&found);
	return busy;
}
