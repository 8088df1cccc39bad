// SPDX-License-Identifier: GPL-2.0
/* From a kernel's name to files that can be booted. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "apt.h"
#include "bzimage.h"
#include "cache.h"
#include "files.h"
#include "msg.h"
#include "obtain.h"
#include "tool.h"
#include "unpack.h"

/* Part of every key: what was unpacked in another way must not be used. */
#define LAYOUT 1

/* What unpacking takes, in terms of the download; measured 2.0 to 5.0. */
#define GROWTH 5

#define KIND "images"

static void image_key(const struct apt_kernel *a, char *key, size_t size)
{
	size_t len;

	len = snprintf(key, size, "%s_%s_%d", a->release, a->version, LAYOUT);
	/* "SHA256:" and the first digits: packages that were built anew. */
	for (int i = 0; i < a->nr && len < size; i++)
		len += snprintf(key + len, size - len, "-%.8s",
				a->package[i].hash + strcspn(a->package[i].hash,
							     ":") + 1);
}

static int fill(const char *dir, const struct apt_kernel *a, struct image *out)
{
	int ret;

	ret = path_format(out->vmlinuz, "%s/vmlinuz", dir);
	if (!ret)
		ret = path_format(out->config, "%s/config", dir);
	if (!ret)
		ret = path_format(out->modules, "%s/lib/modules/%s", dir,
				  a->release);
	snprintf(out->version, sizeof(out->version), "%s", a->version);
	snprintf(out->release, sizeof(out->release), "%s", a->release);
	return ret;
}

/* The packages do not hold what depmod makes when they are installed. */
static int index_modules(const char *dir, const char *release)
{
	const char * const argv[] = { "depmod", "-b", dir, release, NULL };
	struct tool t = { .argv = argv };
	char why[256];
	int ret;

	ret = tool_run(&t);
	if (ret > 0) {
		tool_complaint(&t, why, sizeof(why));
		msg_error("%s: depmod failed on its modules: %s", release, why);
		ret = -EINVAL;
	}
	tool_free(&t);
	return ret;
}

/* A package whose layout changed must be noticed here, not by a dead guest. */
static int check_whole(const char *dir, const struct apt_kernel *a)
{
	struct image_header h;
	struct image i;
	int ret;

	ret = fill(dir, a, &i);
	if (ret)
		return ret;
	if (!path_is_file(i.vmlinuz) || !path_is_file(i.config) ||
	    !path_is_dir(i.modules)) {
		msg_error("%s: %s has no %s: its packages have changed",
			  a->suite, a->package[0].name,
			  !path_is_file(i.vmlinuz) ? "kernel" :
			  !path_is_file(i.config) ? "config" : "modules");
		return -ENOENT;
	}
	return image_header_read(i.vmlinuz, &h);
}

static int unpack(const char *dir, const char *debs, const struct apt_kernel *a)
{
	char deb[PATH_MAX];
	int ret = 0;

	for (int i = 0; i < a->nr && !ret; i++) {
		ret = path_format(deb, "%s/%s", debs, a->package[i].file);
		if (!ret)
			ret = unpack_deb(deb, dir);
	}
	if (!ret)
		ret = check_whole(dir, a);
	return ret ? ret : index_modules(dir, a->release);
}

static int build(const char *dir, const struct apt_kernel *a,
		 const char *name, const struct progress *p)
{
	long size = apt_kernel_size(a);
	char debs[PATH_MAX];
	int ret;

	ret = cache_room((GROWTH + 1) * (uint64_t)size, name);
	if (!ret)
		ret = path_format(debs, "%s/debs", dir);
	if (!ret)
		ret = dirs_make(debs);
	if (ret)
		return ret;
	progress_say(p, name, "download %ld MB", (size + 999999) / 1000000);
	ret = apt_download(a, debs);
	if (ret)
		return ret;
	progress_say(p, name, "unpack");
	ret = unpack(dir, debs, a);
	tree_remove(debs);
	return ret;
}

static int have(const struct apt_kernel *a, const struct kernel *k,
		const struct progress *p, struct image *out)
{
	struct cache_entry e;
	char key[256];
	int ret;

	image_key(a, key, sizeof(key));
	ret = cache_begin(KIND, key, &e);
	if (ret < 0)
		return ret;
	if (!ret) {
		ret = build(e.tmp, a, k->name, p);
		if (ret)
			cache_abort(&e);
		else
			ret = cache_commit(&e);
		if (ret)
			return ret;
	}
	return fill(e.path, a, out);
}

static int obtain_debian(const struct kernel *k, struct image *out,
			 const struct progress *p)
{
	struct apt_kernel a;
	int ret;

	ret = apt_resolve(k->suite, APT_ASK_DAILY, k->name, p, &a);
	if (ret)
		return ret;
	ret = have(&a, k, p, out);
	/* -EIO is apt's: since we asked, the mirror may have replaced it. */
	if (ret != -EIO || a.asked_now)
		return ret;
	ret = apt_resolve(k->suite, APT_ASK_NOW, k->name, p, &a);
	return ret ? ret : have(&a, k, p, out);
}

static int obtain_image(const struct kernel *k, struct image *out,
			const struct progress *p)
{
	struct image_header h;
	int ret;

	(void)p;
	ret = image_header_read(k->path, &h);
	if (ret)
		return ret;
	if (*k->modules && !path_is_dir(k->modules)) {
		msg_error("%s: no directory of modules: give lib/modules/RELEASE",
			  k->modules);
		return -ENOTDIR;
	}
	if (*k->config && !path_is_file(k->config)) {
		msg_error("%s: no such config file", k->config);
		return -ENOENT;
	}
	ret = path_format(out->vmlinuz, "%s", k->path);
	if (!ret)
		ret = path_format(out->modules, "%s", k->modules);
	if (!ret)
		ret = path_format(out->config, "%s", k->config);
	snprintf(out->release, sizeof(out->release), "%s", h.release);
	snprintf(out->version, sizeof(out->version), "%s",
		 *k->version ? k->version : h.version);
	return ret;
}

static int obtain_running(const struct kernel *k, struct image *out,
			  const struct progress *p)
{
	struct utsname u;

	(void)k;
	(void)p;
	if (uname(&u))
		return -errno;
	snprintf(out->release, sizeof(out->release), "%s", u.release);
	snprintf(out->version, sizeof(out->version), "%s", u.release);
	if (path_format(out->config, "/boot/config-%s", u.release) ||
	    !path_is_file(out->config))
		out->config[0] = '\0';
	return 0;
}

int obtain(const struct kernel *k, struct image *out, const struct progress *p)
{
	static int (*const how[])(const struct kernel *k, struct image *out,
				  const struct progress *p) = {
		[ORIGIN_DEBIAN_IMAGE] = obtain_debian,
		[ORIGIN_IMAGE] = obtain_image,
		[ORIGIN_RUNNING] = obtain_running,
	};

	memset(out, 0, sizeof(*out));
	return how[k->origin](k, out, p);
}

int obtain_known(const struct kernel *k, struct image *out)
{
	char key[256], path[PATH_MAX];
	struct apt_kernel a;
	int ret;

	if (k->origin != ORIGIN_DEBIAN_IMAGE)
		return obtain(k, out, NULL);
	memset(out, 0, sizeof(*out));
	ret = apt_resolve(k->suite, APT_ASK_NEVER, k->name, NULL, &a);
	if (ret)
		return ret;
	image_key(&a, key, sizeof(key));
	ret = cache_path(KIND, key, path);
	if (ret)
		return ret;
	snprintf(out->version, sizeof(out->version), "%s", a.version);
	snprintf(out->release, sizeof(out->release), "%s", a.release);
	return path_is_dir(path) ? fill(path, &a, out) : -ENOENT;
}
