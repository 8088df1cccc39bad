// SPDX-License-Identifier: GPL-2.0
/* Images of empty file systems, made once and kept in the cache. */
#include "image/template.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"

#define KIND "templates"
#define BLOCK 4096

static int run_tool(const char *const *argv, const char *file)
{
	struct tool t = { .argv = argv };
	const int ret = tool_check(&t, tool_run(&t), "%s: %s failed", file,
				   argv[0]);

	tool_free(&t);
	return ret;
}

/* Make a file of the file system's size, and run mkfs on it. */
static int make(const struct guest_fs *fs, const char *file)
{
	const char *argv[GUEST_FS_ARGS + 1];
	int fd, ret = 0, nr = 0;

	for (; fs->mkfs[nr]; nr++)
		argv[nr] = fs->mkfs[nr];
	argv[nr] = file;
	argv[nr + 1] = NULL;
	fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, fs->size)) {
		ret = -errno;
		msg_error("%s: cannot make it: %s", file, strerror(-ret));
	}
	if (fd >= 0)
		close(fd);
	return ret ? ret : run_tool(argv, file);
}

/* Copy the blocks that are not zero to the same offsets. */
static int copy_blocks(int from, int to)
{
	static const char zero[BLOCK];
	char block[BLOCK];
	off_t at = 0;
	ssize_t n;

	while ((at = lseek(from, at, SEEK_DATA)) >= 0) {
		at -= at % BLOCK;
		n = pread(from, block, BLOCK, at);
		if (n < 0)
			return -errno;
		if (memcmp(block, zero, n) && pwrite(to, block, n, at) != n)
			return errno ? -errno : -ENOSPC;
		at += BLOCK;
	}
	/* ENXIO: no data after that offset. */
	return errno == ENXIO ? 0 : -errno;
}

static int copy(const char *name, int to)
{
	const int from = open(name, O_RDONLY | O_CLOEXEC);
	int ret = from < 0 ? -errno : copy_blocks(from, to);

	if (from >= 0)
		close(from);
	if (ret)
		msg_error("%s: cannot copy it: %s", name, strerror(-ret));
	return ret;
}

/* Keep the blocks that are not zero of the image that mkfs made. */
static int keep_image(const char *made, const char *file)
{
	const int to = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int ret;

	if (to < 0) {
		ret = -errno;
		msg_error("%s: cannot make it: %s", file, strerror(-ret));
		return ret;
	}
	ret = copy(made, to);
	close(to);
	unlink(made);
	return ret;
}

static int make_template(const struct guest_fs *fs, struct cache_entry *e)
{
	char made[PATH_MAX], file[PATH_MAX];
	int ret;

	ret = cache_room(fs->size, "a file system image");
	if (!ret)
		ret = path_format(made, "%s/made", e->tmp);
	if (!ret)
		ret = path_format(file, "%s/image", e->tmp);
	if (!ret)
		ret = make(fs, made);
	if (!ret)
		ret = keep_image(made, file);
	if (!ret)
		return cache_commit(e);
	cache_abort(e);
	return ret;
}

int template_file(const struct guest_fs *fs, char path[PATH_MAX])
{
	struct cache_entry e;
	int ret;

	ret = cache_begin(KIND, fs->key, &e);
	if (!ret)
		ret = make_template(fs, &e);
	return ret < 0 ? ret : path_format(path, "%s/image", e.path);
}

int template_copy(const struct guest_fs *fs, int to)
{
	char path[PATH_MAX];
	const int ret = template_file(fs, path);

	return ret ? ret : copy(path, to);
}
