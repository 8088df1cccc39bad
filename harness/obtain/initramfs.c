// SPDX-License-Identifier: GPL-2.0
/* The initramfs: everything that a guest has. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "files.h"
#include "initramfs.h"
#include "modules.h"
#include "msg.h"
#include "template.h"

/* Mount points of the guest. */
static const char * const dirs[] = {
	"dev", "proc", "sys", "tmp", "run", "pincer", "pincer/modules",
	"mnt", "mnt/ext4", "mnt/dax", "mnt/huge", "mnt/tmpfs",
};

struct writer {
	const char *path;
	struct archive *a;
	struct archive_entry *entry;
};

static int failed(const struct writer *w)
{
	int err = archive_errno(w->a);

	msg_error("%s: cannot write: %s%s", w->path,
		  archive_error_string(w->a),
		  err == ENOSPC ? ": make room there" : "");
	return err > 0 ? -err : -EIO;
}

static int put(struct writer *w, const char *name, mode_t mode,
	       const void *data, size_t size)
{
	struct archive_entry *e = archive_entry_clear(w->entry);

	archive_entry_set_pathname(e, name);
	archive_entry_set_mode(e, mode);
	archive_entry_set_size(e, size);
	if (S_ISCHR(mode))
		/* The only one: without a console init has no stdout. */
		archive_entry_set_rdev(e, makedev(5, 1));
	if (archive_write_header(w->a, e) != ARCHIVE_OK)
		return failed(w);
	if (size && archive_write_data(w->a, data, size) != (la_ssize_t)size)
		return failed(w);
	return 0;
}

static int put_text(struct writer *w, const char *name, const char *text)
{
	return put(w, name, S_IFREG | 0644, text, strlen(text));
}

static int put_file(struct writer *w, const char *name, mode_t mode,
		    const char *path)
{
	size_t size;
	char *data;
	int ret;

	ret = file_read(path, &data, &size);
	if (ret) {
		msg_error("%s: cannot read: %s", path, strerror(-ret));
		return ret;
	}
	ret = put(w, name, S_IFREG | mode, data, size);
	free(data);
	return ret;
}

/* All that an archive's entry holds, whatever its size turns out to be. */
static int read_entry(struct archive *a, char **data, size_t *size)
{
	size_t len = 0, room = 0;
	char *buf = NULL, *more;
	la_ssize_t n;

	do {
		if (room - len < 65536) {
			room = room ? 2 * room : 1 << 18;
			more = realloc(buf, room);
			if (!more) {
				free(buf);
				return -ENOMEM;
			}
			buf = more;
		}
		n = archive_read_data(a, buf + len, room - len);
		if (n > 0)
			len += n;
	} while (n > 0);
	if (n < 0) {
		free(buf);
		return -EBADMSG;
	}
	*data = buf;
	*size = len;
	return 0;
}

/* A module as it has to be inserted: some kernels have them compressed. */
static int read_module(const char *path, char **data, size_t *size)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	const char *why;
	int ret = -EBADMSG;

	if (!a)
		return -ENOMEM;
	archive_read_support_filter_all(a);
	archive_read_support_format_raw(a);
	if (archive_read_open_filename(a, path, 65536) == ARCHIVE_OK &&
	    archive_read_next_header(a, &entry) == ARCHIVE_OK)
		ret = read_entry(a, data, size);
	if (ret) {
		why = archive_error_string(a);
		msg_error("%s: cannot read this module: %s", path,
			  why ? why : strerror(-ret));
	}
	archive_read_free(a);
	return ret;
}

static int put_module(struct writer *w, const struct module *m, FILE *list)
{
	char name[sizeof(m->name) + 32];
	size_t size;
	char *data;
	int ret;

	if (!*m->path) {
		fprintf(list, "# absent %s\n", m->name);
		return 0;
	}
	ret = read_module(m->path, &data, &size);
	if (ret)
		return ret;
	snprintf(name, sizeof(name), "pincer/modules/%s.ko", m->name);
	fprintf(list, "/%s\n", name);
	ret = put(w, name, S_IFREG | 0644, data, size);
	free(data);
	return ret;
}

static int put_modules(struct writer *w, const struct image *image)
{
	struct module_list *modules = calloc(1, sizeof(*modules));
	char *text = NULL;
	size_t size;
	FILE *list = open_memstream(&text, &size);
	int ret = modules && list ? 0 : -ENOMEM;

	/* No directory: everything that there is, is built in. */
	if (!ret && *image->modules)
		ret = modules_wanted(image->modules, modules);
	for (int i = 0; !ret && i < modules->nr; i++)
		ret = put_module(w, &modules->module[i], list);
	if (list)
		fclose(list);
	if (!ret)
		ret = put_text(w, "pincer/modules.list", text);
	free(text);
	free(modules);
	return ret;
}

static int put_all(struct writer *w, const struct initramfs_plan *plan)
{
	const struct initramfs_text *t = plan->texts;
	char template[PATH_MAX], name[PATH_MAX];
	int ret;

	ret = template_ext4(template);
	for (size_t i = 0; !ret && i < sizeof(dirs) / sizeof(dirs[0]); i++)
		ret = put(w, dirs[i], S_IFDIR | 0755, NULL, 0);
	if (!ret)
		ret = put(w, "dev/console", S_IFCHR | 0600, NULL, 0);
	if (!ret)
		ret = put_file(w, "init", 0755, plan->init);
	if (!ret)
		ret = put_file(w, "pincer_test", 0755, plan->test);
	if (!ret && *plan->image->config)
		ret = put_file(w, "pincer/config", 0644, plan->image->config);
	if (!ret)
		ret = put_file(w, "pincer/ext4.img", 0644, template);
	if (!ret)
		ret = put_modules(w, plan->image);
	for (; !ret && t && t->name; t++) {
		ret = path_format(name, "pincer/%s", t->name);
		if (!ret)
			ret = put_text(w, name, t->text);
	}
	return ret;
}

int initramfs_write(const char *path, const struct initramfs_plan *plan)
{
	struct writer w = {
		.path = path,
		.a = archive_write_new(),
		.entry = archive_entry_new(),
	};
	int ret = -ENOMEM;

	if (!w.a || !w.entry)
		goto out;
	archive_write_set_format_cpio_newc(w.a);
	archive_write_set_bytes_per_block(w.a, 1 << 20);
	archive_write_set_bytes_in_last_block(w.a, 1);
	if (archive_write_open_filename(w.a, path) != ARCHIVE_OK) {
		ret = failed(&w);
		goto out;
	}
	ret = put_all(&w, plan);
	/* What is still buffered may not fit either. */
	if (archive_write_close(w.a) != ARCHIVE_OK && !ret)
		ret = failed(&w);
	/* Not a device that someone gave for @path. */
	if (ret && path_is_file(path))
		unlink(path);
out:
	archive_entry_free(w.entry);
	archive_write_free(w.a);
	return ret;
}
