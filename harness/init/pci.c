// SPDX-License-Identifier: GPL-2.0
/* Finds P2PDMA memory, and a BAR that no driver has claimed. */
#define _GNU_SOURCE
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/guest_disks.h"
#include "init.h"

/* QEMU's pci-testdev: it has memory BARs, and no kernel has a driver for it. */
#define BAR_VENDOR "0x1b36"
#define BAR_DEVICE "0x0005"

static bool is_bar_device(const char *dir)
{
	char vendor[16], device[16];

	init_read(vendor, sizeof(vendor), "%s/vendor", dir);
	init_read(device, sizeof(device), "%s/device", dir);
	return !strcmp(vendor, BAR_VENDOR) && !strcmp(device, BAR_DEVICE);
}

static void export_bar(const char *dir)
{
	char path[256];
	int i;

	snprintf(path, sizeof(path), "%s/driver", dir);
	if (!access(path, F_OK)) {
		init_setup_error("BAR", "a driver has claimed %s", dir);
		return;
	}
	for (i = 5; i >= 0; i--) {
		snprintf(path, sizeof(path), "%s/resource%d", dir, i);
		if (!access(path, F_OK))
			break;
	}
	setenv("PINCER_BAR", path, 1);
}

/* The variable for the P2PDMA memory of the NVMe with that serial number. */
static const char *p2pmem_env(const char *serial)
{
	const struct guest_disk *d;
	char own[64];

	for_each_guest_disk(d) {
		guest_disk_serial(d, own, sizeof(own));
		if (d->p2pmem_env && !strcmp(serial, own))
			return d->p2pmem_env;
	}
	return NULL;
}

static void export_p2pmem(const char *dir)
{
	char path[256], serial[64] = "";
	const char *env;
	glob_t g;

	snprintf(path, sizeof(path), "%s/nvme/nvme*/serial", dir);
	if (!glob(path, 0, NULL, &g)) {
		init_read(serial, sizeof(serial), "%s", g.gl_pathv[0]);
		globfree(&g);
	}
	/* The NVMe driver pads it with blanks. */
	serial[strcspn(serial, " ")] = '\0';
	env = p2pmem_env(serial);
	snprintf(path, sizeof(path), "%s/p2pmem/allocate", dir);
	if (env && !access(path, F_OK))
		setenv(env, path, 1);
}

void init_find_pci(void)
{
	glob_t g;
	size_t i;

	if (glob("/sys/bus/pci/devices/*", 0, NULL, &g))
		return;
	for (i = 0; i < g.gl_pathc; i++) {
		if (is_bar_device(g.gl_pathv[i]))
			export_bar(g.gl_pathv[i]);
		export_p2pmem(g.gl_pathv[i]);
	}
	globfree(&g);
	if (!getenv("PINCER_BAR"))
		init_setup_error("BAR", "no PCI device %s:%s", BAR_VENDOR,
				 BAR_DEVICE);
}
