// SPDX-License-Identifier: GPL-2.0
/* Persistent memory: a file system with DAX, and a DAX character device. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/guest_disks.h"
#include "init.h"

#define BLOCK 4096
#define ND_DEVICES "/sys/bus/nd/devices/"
/* dax_pmem binds to a device that has a UUID, whichever. */
#define DEVDAX_UUID "5d1c3a52-7ad2-4e0e-9c0b-70696e636572"

/* Copy the image; the device holds zeroes, so its zeroes can be left out. */
static int copy_image(const char *image, const char *device)
{
	static const char zeroes[BLOCK];
	const int from = open(image, O_RDONLY | O_CLOEXEC);
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

static void mount_pmem(const struct guest_disk *d, const char *device)
{
	char image[64];
	int ret;

	snprintf(image, sizeof(image), "/pincer/%s.img", d->name);
	ret = copy_image(image, device);
	if (ret)
		init_setup_error("fsdax", "writing %s: %s", device,
				 strerror(-ret));
	else
		init_mount(d, device);
}

/*
 * Unbind the namespace from nd_pmem and give it to the region's DAX seed
 * device, which dax_pmem then makes a character device of.
 */
static int make_devdax(int region)
{
	char seed[64], namespace[32];
	int ret;

	snprintf(namespace, sizeof(namespace), "namespace%d.0", region);
	ret = init_write(namespace, "/sys/bus/nd/drivers/nd_pmem/unbind");
	if (!ret && init_read(seed, sizeof(seed),
			      ND_DEVICES "region%d/dax_seed", region))
		ret = -ENOENT;
	if (!ret)
		ret = init_write(DEVDAX_UUID, ND_DEVICES "%s/uuid", seed);
	if (!ret)
		ret = init_write("ram", ND_DEVICES "%s/mode", seed);
	if (!ret)
		ret = init_write(namespace, ND_DEVICES "%s/namespace", seed);
	if (!ret)
		ret = init_write(seed, "/sys/bus/nd/drivers/dax_pmem/bind");
	return ret;
}

static void export_devdax(const char *env)
{
	glob_t g;
	int i;

	for (i = 0; i < 1000; i++) {
		if (!glob("/dev/dax*", 0, NULL, &g)) {
			setenv(env, g.gl_pathv[0], 1);
			globfree(&g);
			return;
		}
		usleep(5000);
	}
	init_setup_error("device DAX", "no /dev/dax* appeared");
}

static void set_up_pmem(const struct guest_disk *d)
{
	char device[64];
	int ret, region = 0;

	snprintf(device, sizeof(device), "/dev/%s", d->name);
	if (init_wait_for(device)) {
		init_setup_error("pmem", "no %s appeared", device);
		return;
	}
	if (d->fs) {
		mount_pmem(d, device);
		return;
	}
	sscanf(d->name, "pmem%d", &region);
	ret = make_devdax(region);
	if (ret)
		init_setup_error("device DAX", "%s", strerror(-ret));
	else
		export_devdax(d->env);
}

void init_set_up_pmem(void)
{
	const struct guest_disk *d;

	for_each_guest_disk(d)
		if (d->bus == GUEST_PMEM)
			set_up_pmem(d);
}
