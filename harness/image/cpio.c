// SPDX-License-Identifier: GPL-2.0
/* cpio archives (newc), which a kernel unpacks into its initramfs. */
#include "image/cpio.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"

/* Report why writing failed, and return a negative errno. */
static int report_failure(const struct cpio *c)
{
	int err = archive_errno(c->a);

	msg_error("%s: cannot write: %s%s", c->path,
		  archive_error_string(c->a),
		  err == ENOSPC ? ": make room there" : "");
	return err > 0 ? -err : -EIO;
}

static void free_archive(struct cpio *c)
{
	archive_entry_free(c->entry);
	archive_write_free(c->a);
}

int cpio_open(struct cpio *c, const char *path)
{
	int ret = -ENOMEM;

	*c = (struct cpio){
		.path = path,
		.a = archive_write_new(),
		.entry = archive_entry_new(),
	};
	if (!c->a || !c->entry) {
		msg_error("out of memory");
		goto fail;
	}
	archive_write_set_format_cpio_newc(c->a);
	archive_write_set_bytes_per_block(c->a, 1 << 20);
	archive_write_set_bytes_in_last_block(c->a, 1);
	if (archive_write_open_filename(c->a, path) == ARCHIVE_OK)
		return 0;
	ret = report_failure(c);
fail:
	free_archive(c);
	return ret;
}

/* The header of a member, of which the name and the mode are known. */
static struct archive_entry *begin(struct cpio *c, const char *name,
				   mode_t mode)
{
	struct archive_entry *e = archive_entry_clear(c->entry);

	archive_entry_set_pathname(e, name);
	archive_entry_set_mode(e, mode);
	return e;
}

int cpio_put(struct cpio *c, const char *name, mode_t mode, const void *data,
	     size_t size)
{
	struct archive_entry *e = begin(c, name, mode);

	archive_entry_set_size(e, size);
	if (S_ISCHR(mode))
		archive_entry_set_rdev(e, makedev(5, 1));
	if (archive_write_header(c->a, e) != ARCHIVE_OK)
		return report_failure(c);
	if (size && archive_write_data(c->a, data, size) != (la_ssize_t)size)
		return report_failure(c);
	return 0;
}

int cpio_put_text(struct cpio *c, const char *name, const char *text)
{
	return cpio_put(c, name, S_IFREG | 0644, text, strlen(text));
}

int cpio_put_file(struct cpio *c, const char *name, mode_t mode,
		  const char *path)
{
	size_t size;
	char *data;
	int ret;

	ret = file_need(path, &data, &size);
	if (ret)
		return ret;
	ret = cpio_put(c, name, S_IFREG | mode, data, size);
	free(data);
	return ret;
}

int cpio_put_link(struct cpio *c, const char *name, const char *target)
{
	struct archive_entry *e = begin(c, name, S_IFLNK | 0777);

	archive_entry_set_size(e, 0);
	archive_entry_set_symlink(e, target);
	return archive_write_header(c->a, e) == ARCHIVE_OK ? 0 :
	       report_failure(c);
}

int cpio_close(struct cpio *c, int ret)
{
	/* The last block is written now, and may not fit. */
	if (archive_write_close(c->a) != ARCHIVE_OK && !ret)
		ret = report_failure(c);
	/* Do not unlink a device such as /dev/full. */
	if (ret && path_is_file(c->path))
		unlink(c->path);
	free_archive(c);
	return ret;
}
