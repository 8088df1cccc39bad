// SPDX-License-Identifier: GPL-2.0
/* Modules, disks and PCI devices: found by what they say of themselves. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

/* How often five milliseconds are waited for a disk that probes late. */
#define PATIENCE 2000

/* What the kernel's command line has for a module: "NAME.PARAMETER=VALUE". */
static void find_params(const char *name, char *params, size_t size)
{
	const size_t len = strcspn(name, ".");
	char cmdline[4096], *word, *rest;
	size_t used = 0;

	params[0] = '\0';
	init_read("/proc/cmdline", cmdline, sizeof(cmdline));
	for (word = strtok_r(cmdline, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!strncmp(word, name, len) && word[len] == '.' &&
		    used < size)
			used += snprintf(params + used, size - used, "%s ",
					 word + len + 1);
}

static void insert(const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	char params[256];

	find_params(name, params, sizeof(params));
	if (getenv("PINCER_FAULT") && strstr(name, getenv("PINCER_FAULT")))
		init_broken(name, "left out on request");
	else if (fd < 0)
		init_broken(name, "open: %s", strerror(errno));
	else if (syscall(SYS_finit_module, fd, params, 0) && errno != EEXIST)
		init_broken(name, "insert: %s", strerror(errno));
	if (fd >= 0)
		close(fd);
}

/* Adds a kernel option to those whose modules are not in the guest. */
static void note_left_out(const char *option)
{
	const char *others = getenv("PINCER_LEFT_OUT");
	char list[256];

	snprintf(list, sizeof(list), "%s %s", others ?: "", option);
	setenv("PINCER_LEFT_OUT", list, 1);
}

void init_insert_modules(void)
{
	FILE *list = fopen("/pincer/modules.list", "re");
	char line[512], option[64];

	while (list && fgets(line, sizeof(line), list)) {
		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "# left out %63s", option) == 1)
			note_left_out(option);
		else if (line[0] && line[0] != '#')
			insert(line);
	}
	if (list)
		fclose(list);
}

/**
 * struct disk - a disk of the guest
 * @serial: the serial number that QEMU was told; of an NVMe's, which may have
 *	several, with the number of the namespace
 * @env: the variable that names it to contracts, or to what puts it to use
 */
struct disk {
	const char *serial, *env;
};

static const struct disk disks[] = {
	{ "pincer-cmb/1", "PINCER_NVME_CMB" },
	{ "pincer-cmb/2", "PINCER_DISK_XFS" },
	{ "pincer-cmb/3", "PINCER_DISK_VFAT" },
	{ "pincer-cmb/4", "PINCER_DISK_MD0" },
	{ "pincer-cmb/5", "PINCER_DISK_MD1" },
	{ "pincer-cmb/6", "PINCER_DISK_NVME_EXT4" },
	{ "pincer-cmb/7", "PINCER_NVME_SLOW" },
	{ "pincer-cmb/8", "PINCER_DISK_F2FS" },
	{ "pincer-cmb/9", "PINCER_DISK_STABLE" },
	{ "pincer-spare/1", "PINCER_NVME_SPARE" },
	{ "pincer-peer/1", "PINCER_NVME_PEER" },
	{ "pincer-plain/1", "PINCER_NVME" },
	{ "pincer-scratch", "PINCER_VIRTIO_BLK" },
	{ "pincer-ext4", "PINCER_DISK_EXT4" },
};
#define NR_DISKS (sizeof(disks) / sizeof(disks[0]))

/* Appends the number of the namespace, where there is one. */
static void add_namespace(const char *block, char *serial, size_t size)
{
	const size_t used = strcspn(serial, " ");
	char path[64], nsid[16];

	snprintf(path, sizeof(path), "/sys/block/%s/nsid", block);
	if (!init_read(path, nsid, sizeof(nsid)))
		snprintf(serial + used, size - used, "/%s", nsid);
}

/* Sets the variable of a disk whose serial a sysfs file holds. */
static int name_disk(const char *path)
{
	char serial[64], device[64], block[32];
	size_t i;

	if (init_read(path, serial, sizeof(serial)) ||
	    sscanf(path, "/sys/block/%31[^/]", block) != 1)
		return 0;
	add_namespace(block, serial, sizeof(serial));
	snprintf(device, sizeof(device), "/dev/%s", block);
	for (i = 0; i < NR_DISKS; i++)
		if (!strcmp(serial, disks[i].serial) && !access(device, F_OK))
			return !setenv(disks[i].env, device, 1);
	return 0;
}

static size_t name_disks(void)
{
	size_t i, found = 0;
	glob_t g;

	if (glob("/sys/block/vd*/serial", 0, NULL, &g) ||
	    glob("/sys/block/nvme*/device/serial", GLOB_APPEND, NULL, &g))
		return 0;
	for (i = 0; i < g.gl_pathc; i++)
		found += name_disk(g.gl_pathv[i]);
	globfree(&g);
	return found;
}

void init_find_disks(void)
{
	size_t i;
	int patience;

	for (patience = PATIENCE; patience && name_disks() < NR_DISKS;
	     patience--)
		usleep(5000);
	for (i = 0; i < NR_DISKS; i++)
		if (!getenv(disks[i].env))
			init_broken(disks[i].serial, "no such disk appeared");
}

/* QEMU's pci-testdev: it has memory BARs, and no kernel has a driver for it. */
#define BAR_VENDOR "0x1b36"
#define BAR_DEVICE "0x0005"

static int is_bar_device(const char *dir)
{
	char path[256], vendor[16], device[16];

	snprintf(path, sizeof(path), "%s/vendor", dir);
	init_read(path, vendor, sizeof(vendor));
	snprintf(path, sizeof(path), "%s/device", dir);
	init_read(path, device, sizeof(device));
	return !strcmp(vendor, BAR_VENDOR) && !strcmp(device, BAR_DEVICE);
}

static void name_bar(const char *dir)
{
	char path[256];
	int i;

	snprintf(path, sizeof(path), "%s/driver", dir);
	if (!access(path, F_OK)) {
		init_broken("BAR", "a driver has claimed %s", dir);
		return;
	}
	for (i = 5; i >= 0; i--) {
		snprintf(path, sizeof(path), "%s/resource%d", dir, i);
		if (!access(path, F_OK))
			break;
	}
	setenv("PINCER_BAR", path, 1);
}

/* That of one NVMe may be taken away, and is not for everybody. */
static void name_p2pmem(const char *dir)
{
	char path[256], serial[64] = "";
	glob_t g;

	snprintf(path, sizeof(path), "%s/nvme/nvme*/serial", dir);
	if (!glob(path, 0, NULL, &g)) {
		init_read(g.gl_pathv[0], serial, sizeof(serial));
		globfree(&g);
	}
	snprintf(path, sizeof(path), "%s/p2pmem/allocate", dir);
	if (!access(path, F_OK))
		setenv(strncmp(serial, "pincer-spare", 12) ?
		       "PINCER_P2PMEM" : "PINCER_P2PMEM_SPARE", path, 1);
}

void init_find_pci(void)
{
	glob_t g;
	size_t i;

	if (glob("/sys/bus/pci/devices/*", 0, NULL, &g))
		return;
	for (i = 0; i < g.gl_pathc; i++) {
		if (is_bar_device(g.gl_pathv[i]))
			name_bar(g.gl_pathv[i]);
		name_p2pmem(g.gl_pathv[i]);
	}
	globfree(&g);
	if (!getenv("PINCER_BAR"))
		init_broken("BAR", "no PCI device %s:%s", BAR_VENDOR,
			    BAR_DEVICE);
}
