// SPDX-License-Identifier: GPL-2.0
/* Persistent memory, as a file system with DAX and as a character device. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "init.h"

#define TEMPLATE "/pincer/ext4.img"
#define BLOCK 4096
/* The driver asks for one; any will do. */
#define DEVDAX_UUID "5d1c3a52-7ad2-4e0e-9c0b-70696e636572"

/* The devices are new and hold zeroes, so only the rest is written. */
static int copy_template(const char *device)
{
	static const char zeroes[BLOCK];
	const int from = open(TEMPLATE, O_RDONLY | O_CLOEXEC);
	const int to = open(device, O_WRONLY | O_CLOEXEC);
	char block[BLOCK];
	off_t at;
	int ret = from < 0 || to < 0 ? -errno : 0;

	for (at = 0; !ret && read(from, block, BLOCK) == BLOCK; at += BLOCK)
		if (memcmp(block, zeroes, BLOCK) &&
		    pwrite(to, block, BLOCK, at) != BLOCK)
			ret = -errno;
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return ret;
}

static void mount_fsdax(const char *device)
{
	const int ret = copy_template(device);

	if (ret)
		init_broken("fsdax", "writing %s: %s", device, strerror(-ret));
	else
		init_mount(device, "/fsdax", "ext4", "dax", "PINCER_FSDAX");
}

/* Writes to the attribute of a device on the nvdimm bus. */
static int nd_write(const char *device, const char *attribute,
		    const char *value)
{
	char path[256];

	snprintf(path, sizeof(path), "/sys/bus/nd/devices/%s/%s", device,
		 attribute);
	return init_write(path, value);
}

static int nd_read(const char *device, const char *attribute, char *buf,
		   unsigned long size)
{
	char path[256];

	snprintf(path, sizeof(path), "/sys/bus/nd/devices/%s/%s", device,
		 attribute);
	return init_read(path, buf, size);
}

/*
 * A namespace is given up by the pmem driver, claimed by the region's idle
 * DAX instance, and becomes a character device with that.
 */
static int make_devdax(const char *namespace, const char *region)
{
	char seed[64];
	int ret;

	ret = init_write("/sys/bus/nd/drivers/nd_pmem/unbind", namespace);
	if (!ret && nd_read(region, "dax_seed", seed, sizeof(seed)))
		ret = -ENOENT;
	if (!ret)
		ret = nd_write(seed, "uuid", DEVDAX_UUID);
	if (!ret)
		ret = nd_write(seed, "mode", "ram");
	if (!ret)
		ret = nd_write(seed, "namespace", namespace);
	return ret ? ret : init_write("/sys/bus/nd/drivers/dax_pmem/bind", seed);
}

static void find_devdax(void)
{
	glob_t g;
	int i;

	for (i = 0; i < 1000; i++) {
		if (!glob("/dev/dax*", 0, NULL, &g)) {
			setenv("PINCER_DEVDAX", g.gl_pathv[0], 1);
			globfree(&g);
			return;
		}
		usleep(5000);
	}
	init_broken("device DAX", "no /dev/dax* appeared");
}

void init_make_pmem(void)
{
	int ret;

	if (init_wait_for("/dev/pmem0") || init_wait_for("/dev/pmem1")) {
		init_broken("pmem", "no /dev/pmem0 and /dev/pmem1 appeared");
		return;
	}
	mount_fsdax("/dev/pmem0");
	ret = make_devdax("namespace1.0", "region1");
	if (ret)
		init_broken("device DAX", "%s", strerror(-ret));
	else
		find_devdax();
}
