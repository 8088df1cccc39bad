// SPDX-License-Identifier: GPL-2.0
/* Which modules a guest needs, in the order in which they go in. */
#include <errno.h>
#include <libkmod.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "image/modules.h"
#include "base/msg.h"

/*
 * The devices and file systems that contracts use. What stock kernels have
 * built in today is named all the same: a kernel of one's own may not.
 */
static const char * const wanted[] = {
	"nd_e820",	/* memmap= ranges, */
	"nd_pmem",	/* as block devices for fsdax */
	"dax_pmem",	/* or, configured so, */
	"device_dax",	/* as character devices */
	"nvme",
	"virtio_pci",
	"virtio_console",	/* results leave by it */
	"virtio_blk",
	"loop",
	"brd",
	"null_blk",
	"ublk_drv",
	"raid0",
	"ext4",
	"f2fs",
	"vfat",
	"nls_cp437",	/* which vfat would ask modprobe for */
	"fuse",
	"algif_hash",	/* hashes and ciphers for user space */
	"algif_skcipher",
	"rdma_rxe",	/* RDMA without hardware */
};

#define NR_WANTED (sizeof(wanted) / sizeof(wanted[0]))

/*
 * Wanted by those who have the time. Each place in xfs that may call a trace
 * point is patched alone, thousands of them; raid6, for btrfs, tries out what
 * is fastest.
 */
static const struct {
	const char *name, *option;
} slow[] = {
	{ "xfs", "XFS_FS" },
	{ "btrfs", "BTRFS_FS" },
};

#define NR_SLOW (sizeof(slow) / sizeof(slow[0]))

static bool has(const struct module_list *list, const char *name)
{
	for (int i = 0; i < list->nr; i++)
		if (!strcmp(list->module[i].name, name))
			return true;
	return false;
}

static int append(struct module_list *list, const char *name, const char *path,
		  const char *left_out)
{
	struct module *m = &list->module[list->nr];

	if (list->nr == MODULES_MAX) {
		msg_error("%s: more than %d modules in one guest", name,
			  MODULES_MAX);
		return -E2BIG;
	}
	snprintf(m->name, sizeof(m->name), "%s", name);
	snprintf(m->path, sizeof(m->path), "%s", path);
	m->left_out = left_out;
	list->nr++;
	return 0;
}

static int add(struct kmod_module *mod, struct module_list *list);

static int add_all(struct kmod_list *mods, struct module_list *list)
{
	struct kmod_list *i;
	int ret = 0;

	kmod_list_foreach(i, mods) {
		struct kmod_module *mod = kmod_module_get_module(i);

		ret = add(mod, list);
		kmod_module_unref(mod);
		if (ret)
			break;
	}
	return ret;
}

/* A module after those that it needs (in order already) or wants before it. */
static int add(struct kmod_module *mod, struct module_list *list)
{
	const char *path = kmod_module_get_path(mod);
	struct kmod_list *deps, *pre = NULL, *post = NULL;
	int ret;

	if (!path || has(list, kmod_module_get_name(mod)))
		return 0;	/* built in, or there already */
	kmod_module_get_softdeps(mod, &pre, &post);
	ret = add_all(pre, list);
	kmod_module_unref_list(pre);
	kmod_module_unref_list(post);

	deps = kmod_module_get_dependencies(mod);
	if (!ret)
		ret = add_all(deps, list);
	kmod_module_unref_list(deps);
	return ret ? ret : append(list, kmod_module_get_name(mod), path, NULL);
}

/* Whether any of them is a file rather than built in. */
static bool any_loadable(struct kmod_list *mods)
{
	struct kmod_list *i;
	bool loadable = false;

	kmod_list_foreach(i, mods) {
		struct kmod_module *mod = kmod_module_get_module(i);

		loadable = loadable || kmod_module_get_path(mod);
		kmod_module_unref(mod);
	}
	return loadable;
}

/* @option: that of one that is left out unless somebody wants it */
static int add_named(struct kmod_ctx *ctx, const char *name, const char *option,
		     struct module_list *list)
{
	struct kmod_list *found = NULL;
	int ret;

	ret = kmod_module_new_from_lookup(ctx, name, &found);
	if (ret < 0) {
		msg_error("%s: cannot look up %s: %s: run depmod",
			  kmod_get_dirname(ctx), name, strerror(-ret));
		return ret;
	}
	if (!found)
		ret = append(list, name, "", NULL);
	else if (option && !getenv("PINCER_SLOW_MODULES") && any_loadable(found))
		ret = append(list, name, "", option);
	else
		ret = add_all(found, list);
	kmod_module_unref_list(found);
	return ret;
}

int modules_wanted(const char *dir, struct module_list *list)
{
	/* The machine's own modprobe.d has no say in guests. */
	static const char * const no_config[] = { NULL };
	char index[PATH_MAX];
	struct kmod_ctx *ctx;
	int ret;

	list->nr = 0;
	ret = path_format(index, "%s/modules.dep.bin", dir);
	if (ret)
		return ret;
	if (!path_is_file(index)) {
		msg_error("%s: missing: run depmod for this kernel", index);
		return -ENOENT;
	}
	ctx = kmod_new(dir, no_config);
	if (!ctx)
		return -ENOMEM;
	kmod_set_log_priority(ctx, -1);
	/* Not needed, but a lookup reads the indexes once instead of often. */
	kmod_load_resources(ctx);
	for (size_t i = 0; i < NR_WANTED && !ret; i++)
		ret = add_named(ctx, wanted[i], NULL, list);
	for (size_t i = 0; i < NR_SLOW && !ret; i++)
		ret = add_named(ctx, slow[i].name, slow[i].option, list);
	kmod_unref(ctx);
	return ret;
}
