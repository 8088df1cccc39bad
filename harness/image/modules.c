// SPDX-License-Identifier: GPL-2.0
/* The modules that a guest needs, in the order in which init inserts them. */
#include "image/modules.h"

#include <errno.h>
#include <libkmod.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/guest_disks.h"
#include "base/msg.h"

/* What the disks need not; also what stock kernels have built in. */
static const char * const others[] = {
	"virtio_console",	/* the results port */
	"loop",
	"brd",
	"null_blk",
	"ublk_drv",
	"raid0",
	"fuse",
	"algif_hash",	/* AF_ALG */
	"algif_skcipher",
	"rdma_rxe",	/* soft-RoCE */
	NULL
};

static bool has_module(const struct module_list *list, const char *name)
{
	for (int i = 0; i < list->nr; i++)
		if (!strcmp(list->module[i].name, name))
			return true;
	return false;
}

static int append_module(struct module_list *list, const char *name, const char *path,
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

static int add_module(struct kmod_module *mod, struct module_list *list);

static int add_modules(struct kmod_list *mods, struct module_list *list)
{
	struct kmod_list *i;
	int ret = 0;

	kmod_list_foreach(i, mods) {
		struct kmod_module *mod = kmod_module_get_module(i);

		ret = add_module(mod, list);
		kmod_module_unref(mod);
		if (ret)
			break;
	}
	return ret;
}

/* Add a module after its dependencies, which kmod orders, and "pre" softdeps. */
static int add_module(struct kmod_module *mod, struct module_list *list)
{
	const char *path = kmod_module_get_path(mod);
	struct kmod_list *deps, *pre = NULL, *post = NULL;
	int ret;

	if (!path || has_module(list, kmod_module_get_name(mod)))
		return 0;	/* built in, or in the list */
	kmod_module_get_softdeps(mod, &pre, &post);
	ret = add_modules(pre, list);
	kmod_module_unref_list(pre);
	kmod_module_unref_list(post);

	deps = kmod_module_get_dependencies(mod);
	if (!ret)
		ret = add_modules(deps, list);
	kmod_module_unref_list(deps);
	return ret ? ret : append_module(list, kmod_module_get_name(mod), path, NULL);
}

/* Whether any of the modules is a file; built-in ones have none. */
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

/* @option: the kernel option of a module that is slow to insert, or NULL */
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
		ret = append_module(list, name, "", NULL);
	else if (option && !getenv("PINCER_SLOW_MODULES") && any_loadable(found))
		ret = append_module(list, name, "", option);
	else
		ret = add_modules(found, list);
	kmod_module_unref_list(found);
	return ret;
}

static int add_names(struct kmod_ctx *ctx, const char *const *names,
		     const char *option, struct module_list *list)
{
	int ret = 0;

	for (; *names && !ret; names++)
		ret = add_named(ctx, *names, option, list);
	return ret;
}

static int add_wanted(struct kmod_ctx *ctx, struct module_list *list)
{
	const struct guest_fs *const *fs;
	int ret = 0;

	for (int bus = 0; bus < GUEST_BUSES && !ret; bus++)
		ret = add_names(ctx, guest_bus_modules[bus], NULL, list);
	if (!ret)
		ret = add_names(ctx, others, NULL, list);
	for_each_guest_fs(fs)
		if (!ret)
			ret = add_names(ctx, (*fs)->modules,
					(*fs)->slow_option, list);
	return ret;
}

int modules_wanted(const char *dir, struct module_list *list)
{
	/* The modprobe.d of this machine is not for guests. */
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
	/* Read the indexes once, not at each lookup. */
	kmod_load_resources(ctx);
	ret = add_wanted(ctx, list);
	kmod_unref(ctx);
	return ret;
}
