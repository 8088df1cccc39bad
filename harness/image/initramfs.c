// SPDX-License-Identifier: GPL-2.0
/* The initramfs: everything that a guest has. */
#include "image/initramfs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/unpacked.h"
#include "image/cpio.h"
#include "image/modules.h"
#include "image/template.h"
#include "model/array_size.h"

/* Mount points of what init mounts before it can make any. */
static const char * const dirs[] = {
	"dev", "proc", "sys", "tmp", "run", "pincer", "pincer/modules",
};

#define NR_DIRS ARRAY_SIZE(dirs)

static int add_module(struct cpio *c, const struct module *m, FILE *list)
{
	char name[sizeof(m->name) + 32];
	size_t size;
	char *data;
	int ret;

	if (!*m->path) {
		fprintf(list, "# %s %s\n", m->left_out ? "left out" : "absent",
			m->left_out ?: m->name);
		return 0;
	}
	/* Decompressed: finit_module() gets no flag for that. */
	ret = unpacked_read(m->path, "module", &data, &size);
	if (ret)
		return ret;
	snprintf(name, sizeof(name), "pincer/modules/%s.ko", m->name);
	fprintf(list, "/%s\n", name);
	ret = cpio_put(c, name, S_IFREG | 0644, data, size);
	free(data);
	return ret;
}

static int add_modules(struct cpio *c, const struct image *image)
{
	struct module_list *modules = calloc(1, sizeof(*modules));
	char *text = NULL;
	size_t size;
	FILE *list = open_memstream(&text, &size);
	int ret = modules && list ? 0 : -ENOMEM;

	/* A kernel without a module directory has all it has built in. */
	if (!ret && *image->modules)
		ret = modules_wanted(image->modules, modules);
	for (int i = 0; !ret && i < modules->nr; i++)
		ret = add_module(c, &modules->module[i], list);
	if (list)
		fclose(list);
	if (!ret)
		ret = cpio_put_text(c, "pincer/modules.list", text);
	free(text);
	free(modules);
	return ret;
}

/* The file systems that init copies to persistent memory, which is new. */
static int add_templates(struct cpio *c)
{
	char path[PATH_MAX], name[64];
	const struct guest_disk *d;
	int ret = 0;

	for_each_guest_disk(d) {
		if (d->bus != GUEST_PMEM || !d->fs)
			continue;
		ret = template_file(d->fs, path);
		snprintf(name, sizeof(name), "pincer/%s.img", d->name);
		if (!ret)
			ret = cpio_put_file(c, name, 0644, path);
		if (ret)
			break;
	}
	return ret;
}

static int add_texts(struct cpio *c, const struct initramfs_text *t)
{
	char name[PATH_MAX];
	int ret = 0;

	for (; !ret && t && t->name; t++) {
		ret = path_format(name, "pincer/%s", t->name);
		if (!ret)
			ret = cpio_put_text(c, name, t->text);
	}
	return ret;
}

static int add_all(struct cpio *c, const struct initramfs_plan *plan)
{
	const char *config = plan->image->config;
	int ret = 0;

	for (size_t i = 0; !ret && i < NR_DIRS; i++)
		ret = cpio_put(c, dirs[i], S_IFDIR | 0755, NULL, 0);
	/* The kernel opens it as the stdout of init. */
	if (!ret)
		ret = cpio_put(c, "dev/console", S_IFCHR | 0600, NULL, 0);
	if (!ret)
		ret = cpio_put_file(c, "init", 0755, plan->init);
	if (!ret)
		ret = cpio_put_file(c, "pincer_test", 0755, plan->test);
	if (!ret && *config)
		ret = cpio_put_file(c, "pincer/config", 0644, config);
	if (!ret)
		ret = add_templates(c);
	if (!ret)
		ret = add_modules(c, plan->image);
	if (!ret && plan->kunit_module)
		ret = cpio_put_file(c, "pincer/pincer_kunit.ko", 0644,
				    plan->kunit_module);
	return ret ? ret : add_texts(c, plan->texts);
}

int initramfs_write(const char *path, const struct initramfs_plan *plan)
{
	struct cpio c;
	int ret;

	ret = cpio_open(&c, path);
	if (ret)
		return ret;
	ret = cpio_close(&c, add_all(&c, plan));
	if (ret || !plan->more)
		return ret;
	/* The kernel unpacks archives that follow each other. */
	ret = file_append(path, plan->more);
	if (ret)
		unlink(path);
	return ret;
}
