// SPDX-License-Identifier: GPL-2.0
/* DAX: files on persistent memory, and its character device. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "lib/read_file.h"
#include "memory/pattern.h"
#include "memory/file_mapping.h"
#include "memory/verify.h"
#include "lib/uapi.h"
#include "memory/mappings.h"

static int make_fsdax_sync(struct part *part)
{
	const int ret = file_mapping_open(part);

	return ret ? ret
		   : file_mapping_map(part, MAP_SHARED_VALIDATE | MAP_SYNC, 0);
}

/* A number in the device's sysfs directory, or 0. */
static unsigned long devdax_attribute(const char *name)
{
	const char *device = getenv("PINCER_DEVDAX");
	char path[128];
	struct stat st;
	long value;

	if (!device || stat(device, &st))
		return 0;
	snprintf(path, sizeof(path), "/sys/dev/char/%u:%u/%s",
		 major(st.st_rdev), minor(st.st_rdev), name);
	value = read_number(path);
	return value < 0 ? 0 : value;
}

static size_t devdax_align(void)
{
	static unsigned long align;

	if (!align)
		align = devdax_attribute("align");
	return align ? align : (size_t)getpagesize();
}

static int make_devdax(struct part *part)
{
	const char *device = getenv(part->kind->need.env);
	int ret;

	errno = ENOENT;
	if (!device)
		return part_fail(part, part->kind->need.env);
	part->fd = open(device, O_RDWR | O_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, device);
	/* Filled through a mapping of its own, so that no PTE is left. */
	ret = file_mapping_map(part, 0, 0);
	if (ret)
		return ret;
	pattern_fill_part(part);
	munmap(part->at, part->len);
	return file_mapping_map(part, 0, 0);
}

static int verify_devdax(const struct part *part, char *text, size_t size)
{
	char link[64], target[PATH_MAX];
	struct stat st;
	ssize_t n;

	if (fstat(part->fd, &st) || !S_ISCHR(st.st_mode))
		return verify_fail(text, size, "no character device");
	snprintf(link, sizeof(link), "/sys/dev/char/%u:%u/subsystem",
		 major(st.st_rdev), minor(st.st_rdev));
	n = readlink(link, target, sizeof(target) - 1);
	target[n < 0 ? 0 : n] = '\0';
	if (!strstr(target, "/dax"))
		return verify_fail(text, size, "subsystem \"%s\"", target);
	return verify_note(text, size, "character device of %s", target);
}

#define FSDAX (M_READ | M_WRITE | M_FILE | M_FSDAX | M_DEVICE)
#define NEED_FSDAX { .config = "FS_DAX", .env = "PINCER_FSDAX" }
#define PROOF_FSDAX .path = "/", .magic = MAGIC_EXT4, .dax = true

const struct mapping mappings_dax[] = {
	{
		.name = "fsdax_shared", .title = "a DAX file, shared",
		.props.flags = FSDAX | M_SHARED | M_DIRTY_TRACKED,
		.traits = T_PAIRED, .states = 1 << STATE_WRITTEN,
		.need = NEED_FSDAX, .proof = { PROOF_FSDAX },
		.make = file_mapping_make,
	}, {
		.name = "fsdax_sync", .title = "a DAX file, shared, MAP_SYNC",
		.props.flags = FSDAX | M_SHARED | M_DIRTY_TRACKED,
		.need = NEED_FSDAX, .proof = { PROOF_FSDAX, .vmflag = "sf" },
		.make = make_fsdax_sync,
	}, {
		.name = "fsdax_private", .title = "a DAX file, private",
		.props.flags = FSDAX,
		.states = 1 << STATE_READ | 1 << STATE_WRITTEN,
		.need = NEED_FSDAX, .proof = { PROOF_FSDAX },
		.make = file_mapping_make,
	}, {
		.name = "devdax", .title = "a DAX device",
		.props.flags = M_READ | M_WRITE | M_SHARED | M_FILE | M_DEVICE,
		.traits = T_PAIRED, .states = 1 << STATE_WRITTEN,
		.align = devdax_align,
		.need = { .config = "DEV_DAX", .env = "PINCER_DEVDAX" },
		.proof.path = "/dev/dax",
		.make = make_devdax, .verify = verify_devdax,
	}, {}
};
