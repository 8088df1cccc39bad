// SPDX-License-Identifier: GPL-2.0
/* Fetches or builds a kernel. */
#include "image/obtain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"
#include "build/build_origin.h"
#include "fetch/deb_unpack.h"
#include "fetch/fetch.h"
#include "fetch/image_header.h"

static int fill_image(const char *dir, const struct apt_set *set, struct image *out)
{
	int ret;

	ret = path_format(out->vmlinuz, "%s/vmlinuz", dir);
	if (!ret)
		ret = path_format(out->config, "%s/config", dir);
	if (!ret)
		ret = path_format(out->modules, "%s/lib/modules/%s", dir,
				  set->release);
	snprintf(out->version, sizeof(out->version), "%s", set->version);
	snprintf(out->release, sizeof(out->release), "%s", set->release);
	return ret;
}

/* depmod runs when a package is installed, not when it is unpacked. */
static int index_modules(const char *dir, const char *release)
{
	const char * const argv[] = { "depmod", "-b", dir, release, NULL };
	struct tool t = { .argv = argv };
	const int ret = tool_check(&t, tool_run(&t),
				   "%s: depmod failed on its modules", release);

	tool_free(&t);
	return ret;
}

/* Reports a package whose layout has changed, before a guest fails to boot. */
static int check_whole(const char *dir, const struct apt_set *set)
{
	struct image_header h;
	struct image i;
	int ret;

	ret = fill_image(dir, set, &i);
	if (ret)
		return ret;
	if (!path_is_file(i.vmlinuz) || !path_is_file(i.config) ||
	    !path_is_dir(i.modules)) {
		msg_error("%s: %s has no %s: its packages have changed",
			  set->suite, set->package[0].name,
			  !path_is_file(i.vmlinuz) ? "kernel" :
			  !path_is_file(i.config) ? "config" : "modules");
		return -ENOENT;
	}
	return image_header_read(i.vmlinuz, &h);
}

static int unpack(const char *dir, const char *debs,
		  const struct apt_set *set)
{
	char deb[PATH_MAX];
	int ret = 0;

	for (int i = 0; i < set->nr && !ret; i++) {
		ret = path_format(deb, "%s/%s", debs, set->package[i].file);
		if (!ret)
			ret = deb_unpack(deb, dir);
	}
	if (!ret)
		ret = check_whole(dir, set);
	return ret ? ret : index_modules(dir, set->release);
}

static const struct fetch images = {
	.packages = APT_IMAGE,
	.kind = "images",
	.layout = 1,
	/* Measured 2.0 to 5.0. */
	.growth = 5,
	.unpack = unpack,
};

static int obtain_debian(const struct kernel *k, struct image *out,
			 const struct progress *p)
{
	struct apt_set set;
	char dir[PATH_MAX];
	int ret;

	ret = fetch(&images, k->suite, k->name, p, &set, dir);
	return ret ? ret : fill_image(dir, &set, out);
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
		[ORIGIN_DEBIAN_SOURCE] = build_obtain,
		[ORIGIN_TREE] = build_obtain,
		[ORIGIN_URL] = build_obtain,
		[ORIGIN_IMAGE] = obtain_image,
		[ORIGIN_RUNNING] = obtain_running,
	};

	memset(out, 0, sizeof(*out));
	return how[k->origin](k, out, p);
}

static int debian_known(const struct kernel *k, struct image *out)
{
	struct apt_set set;
	char dir[PATH_MAX];
	int ret;

	ret = fetch_known(&images, k->suite, &set, dir);
	snprintf(out->version, sizeof(out->version), "%s", set.version);
	snprintf(out->release, sizeof(out->release), "%s", set.release);
	return ret ? ret : fill_image(dir, &set, out);
}

int obtain_known(const struct kernel *k, struct image *out)
{
	memset(out, 0, sizeof(*out));
	switch (k->origin) {
	case ORIGIN_DEBIAN_IMAGE:
		return debian_known(k, out);
	case ORIGIN_DEBIAN_SOURCE:
	case ORIGIN_TREE:
	case ORIGIN_URL:
		return build_obtain_known(k, out);
	default:
		return obtain(k, out, NULL);
	}
}
