// SPDX-License-Identifier: GPL-2.0
/* Finds the guest's disks by serial number and NVMe namespace. */
#define _GNU_SOURCE
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/guest_disks.h"
#include "init.h"

/* How often init_find_disks() waits 5 ms for a disk to be probed. */
#define TRIES 2000

/* The number of a block device's namespace; 0 if it is no NVMe. */
static int namespace_of(const char *block)
{
	char nsid[16];

	init_read(nsid, sizeof(nsid), "/sys/block/%s/nsid", block);
	return atoi(nsid);
}

static bool is_disk(const struct guest_disk *d, const char *serial, int nsid)
{
	char own[64];

	guest_disk_serial(d, own, sizeof(own));
	return !strcmp(serial, own) &&
	       nsid == (d->bus != GUEST_NVME ? 0 : d->nsid ?: 1);
}

/* Export the disk whose serial number a sysfs file holds: 1, or 0. */
static int export_disk(const char *path)
{
	char serial[64], device[64], block[32];
	const struct guest_disk *d;
	int nsid;

	if (init_read(serial, sizeof(serial), "%s", path) ||
	    sscanf(path, "/sys/block/%31[^/]", block) != 1)
		return 0;
	/* NVMe pads it with blanks. */
	serial[strcspn(serial, " ")] = '\0';
	nsid = namespace_of(block);
	snprintf(device, sizeof(device), "/dev/%s", block);
	for_each_guest_disk(d)
		if (d->bus != GUEST_PMEM && is_disk(d, serial, nsid) &&
		    !access(device, F_OK))
			return !setenv(d->env, device, 1);
	return 0;
}

static int export_disks(void)
{
	int found = 0;
	size_t i;
	glob_t g;

	if (glob("/sys/block/vd*/serial", 0, NULL, &g) ||
	    glob("/sys/block/nvme*/device/serial", GLOB_APPEND, NULL, &g))
		return 0;
	for (i = 0; i < g.gl_pathc; i++)
		found += export_disk(g.gl_pathv[i]);
	globfree(&g);
	return found;
}

void init_find_disks(void)
{
	const struct guest_disk *d;
	int i, nr = 0;

	for_each_guest_disk(d)
		nr += d->bus != GUEST_PMEM;
	for (i = 0; i < TRIES && export_disks() < nr; i++)
		usleep(5000);
	for_each_guest_disk(d)
		if (d->bus != GUEST_PMEM && !getenv(d->env))
			init_setup_error(d->name, "no such disk appeared");
}
