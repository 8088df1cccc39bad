// SPDX-License-Identifier: GPL-2.0
/* The kernel that a word on the command line names. */
#include "fetch/kernel_named.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "fetch/image_header.h"
#include "fetch/source.h"
#include "model/array_size.h"
#include "model/strings.h"

/*
 * Where a kernel's modules and config lie, seen from the directory it lies
 * in; %s is its release. Installed kernels, then lib/modules/RELEASE/vmlinuz,
 * then a build tree's arch/x86/boot/bzImage.
 */
static const char * const modules_at[] = {
	"%s/../lib/modules/%s",
	"%s/../usr/lib/modules/%s",
	"%s/lib/modules/%s",
	"%s/../%s",
};

static const char * const config_at[] = {
	"%s/config-%s",
	"%s/../%s/config",
};

static const char * const plain_config_at[] = {
	"%s/config",
	"%s/.config",
	"%s/../../../.config",
};

/* The formats are the constants above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void find_beside(struct kernel *k, const char *release)
{
	char dir[PATH_MAX], path[PATH_MAX];

	path_dirname(k->path, dir);
	for (size_t i = 0; *release && i < ARRAY_SIZE(modules_at); i++) {
		snprintf(path, sizeof(path), modules_at[i], dir, release);
		if (*k->modules || !path_is_dir(path))
			continue;
		snprintf(k->modules, sizeof(k->modules), "%s", path);
	}
	for (size_t i = 0; *release && i < ARRAY_SIZE(config_at); i++) {
		snprintf(path, sizeof(path), config_at[i], dir, release);
		if (!*k->config && path_is_file(path))
			snprintf(k->config, sizeof(k->config), "%s", path);
	}
	for (size_t i = 0; i < ARRAY_SIZE(plain_config_at); i++) {
		snprintf(path, sizeof(path), plain_config_at[i], dir);
		if (!*k->config && path_is_file(path))
			snprintf(k->config, sizeof(k->config), "%s", path);
	}
}
#pragma GCC diagnostic pop

static int set_path(const char *path, struct kernel *k)
{
	int ret = 0;

	if (!realpath(path, k->path)) {
		ret = -errno;
		msg_error("%s: %s", path, strerror(-ret));
	}
	return ret;
}

/* What it is called, unless others are called so. */
static void set_label(struct kernel *k, const char *release)
{
	const char *last = path_name(k->path);

	snprintf(k->label, sizeof(k->label), "%.*s",
		 (int)sizeof(k->label) - 1,
		 *release ? release : *last ? last : k->path);
	memcpy(k->name, k->label, sizeof(k->name));
}

static int from_file(const char *path, struct kernel *k)
{
	struct image_header h;
	int ret;

	ret = image_header_read(path, &h);
	if (!ret)
		ret = set_path(path, k);
	if (ret)
		return ret;
	k->origin = ORIGIN_IMAGE;
	set_label(k, h.release);
	snprintf(k->version, sizeof(k->version), "%.*s",
		 (int)sizeof(k->version) - 1, h.version);
	find_beside(k, h.release);
	return 0;
}

static int from_dir(const char *path, struct kernel *k)
{
	int ret;

	if (!source_is_whole(path)) {
		msg_error("%s: a directory, but not the top one of a kernel's source: give that, or the kernel in it, such as arch/x86/boot/bzImage",
			  path);
		return -EISDIR;
	}
	k->origin = ORIGIN_TREE;
	ret = set_path(path, k);
	if (!ret)
		set_label(k, "");
	return ret;
}

static void report_unknown(const char *name, const struct kernel *list,
			   size_t nr)
{
	char known[1024] = "";
	size_t i;

	for (i = 0; i < nr; i++)
		string_append(known, sizeof(known), "%s, ", list[i].name);
	msg_error("no kernel \"%s\": there are %srunning, or give the path of a bzImage, vmlinuz, vmlinux or kernel source",
		  name, known);
}

int kernel_named(const char *name, const struct kernel *list, size_t nr,
		 struct kernel *k)
{
	memset(k, 0, sizeof(*k));
	for (size_t i = 0; i < nr; i++) {
		if (strcmp(name, list[i].name))
			continue;
		*k = list[i];
		return 0;
	}
	if (path_is_file(name))
		return from_file(name, k);
	if (!strcmp(name, origin_name(ORIGIN_RUNNING))) {
		k->origin = ORIGIN_RUNNING;
		snprintf(k->name, sizeof(k->name), "%s", name);
		return 0;
	}
	if (path_is_dir(name))
		return from_dir(name, k);
	if (strchr(name, '/'))
		msg_error("%s: %s", name, access(name, F_OK) ?
			  strerror(errno) : "neither a file nor a directory");
	else
		report_unknown(name, list, nr);
	return -ENOENT;
}
