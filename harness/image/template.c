// SPDX-License-Identifier: GPL-2.0
/* Empty file systems, made once, for guests to put on their devices. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/msg.h"
#include "image/template.h"
#include "base/tool.h"

#define KIND "templates"
#define ARGS_MAX 24
#define BLOCK 4096

/*
 * Few features: all supported kernels know them, and none needs a checksum
 * module. Little is in use, most of that at the beginning. The key tells them
 * from any that were made in another way.
 */
static const struct {
	const char *key;
	off_t size;
	const char *argv[ARGS_MAX];	/* the image's name comes after them */
} templates[TEMPLATE_COUNT] = {
	[TEMPLATE_EXT4] = { "ext4-16M-4k-2", 16 << 20, {
		"mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-m", "0",
		"-I", "256", "-N", "64", "-O", "none,filetype,extent",
		"-E", "nodiscard,lazy_itable_init=0",
		"-U", "70696e63-6572-4000-8000-000000000001",
	} },
	/* It does not make one that is smaller. */
	[TEMPLATE_XFS] = { "xfs-320M-1", TEMPLATE_SIZE_MAX, {
		"mkfs.xfs", "-q", "-f", "-K", "-d", "agcount=2",
		"-i", "sparse=0", "-m",
		"crc=1,reflink=0,rmapbt=0,finobt=0,bigtime=0,inobtcount=0,uuid=70696e63-6572-4000-8000-000000000002",
	} },
	/* 48M are too few for it. */
	[TEMPLATE_F2FS] = { "f2fs-64M-1", 64 << 20, {
		"mkfs.f2fs", "-q", "-f", "-t", "0", "-r",
		"-U", "70696e63-6572-4000-8000-000000000003",
	} },
	/* No cluster of it is longer than any machine's page. */
	[TEMPLATE_VFAT] = { "vfat-64M-2", 64 << 20, {
		"mkfs.vfat", "-F", "16", "-s", "8", "-i", "70696e63",
	} },
};

long template_size(enum template which)
{
	return templates[which].size;
}

static int run_tool(const char *const *argv, const char *file)
{
	struct tool t = { .argv = argv };
	const int ret = tool_check(&t, tool_run(&t), "%s: %s failed", file,
				   argv[0]);

	tool_free(&t);
	return ret;
}

/* A new file of that many bytes, with the file system in it. */
static int make(enum template which, const char *file)
{
	const char *argv[ARGS_MAX + 2];
	int fd, nr = 0;

	while (nr < ARGS_MAX && templates[which].argv[nr]) {
		argv[nr] = templates[which].argv[nr];
		nr++;
	}
	argv[nr] = file;
	argv[nr + 1] = NULL;
	fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, templates[which].size)) {
		const int ret = -errno;

		msg_error("%s: cannot make it: %s", file, strerror(-ret));
		if (fd >= 0)
			close(fd);
		return ret;
	}
	close(fd);
	return run_tool(argv, file);
}

/* What is not zero, from where the descriptors stand to the end. */
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
	/* That there is no more data. */
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

/* Of what the tool made, that which is not zero. */
static int keep(const char *made, const char *file)
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

static int fill(enum template which, struct cache_entry *e)
{
	char made[PATH_MAX], file[PATH_MAX];
	int ret;

	ret = cache_room(templates[which].size, "a file system image");
	if (!ret)
		ret = path_format(made, "%s/made", e->tmp);
	if (!ret)
		ret = path_format(file, "%s/image", e->tmp);
	if (!ret)
		ret = make(which, made);
	if (!ret)
		ret = keep(made, file);
	if (!ret)
		return cache_commit(e);
	cache_abort(e);
	return ret;
}

int template_file(enum template which, char path[PATH_MAX])
{
	struct cache_entry e;
	int ret;

	ret = cache_begin(KIND, templates[which].key, &e);
	if (ret < 0)
		return ret;
	if (!ret)
		ret = fill(which, &e);
	else
		ret = 0;
	return ret ? ret : path_format(path, "%s/image", e.path);
}

int template_copy(enum template which, int to)
{
	char path[PATH_MAX];
	const int ret = which ? template_file(which, path) : 0;

	return which && !ret ? copy(path, to) : ret;
}
