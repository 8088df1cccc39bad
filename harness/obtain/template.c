// SPDX-License-Identifier: GPL-2.0
/* An empty file system, made once, for guests to put on their devices. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache.h"
#include "files.h"
#include "msg.h"
#include "template.h"
#include "tool.h"

#define KIND "templates"
/* Part of the key: one made in another way must not be used. */
#define KEY "ext4-16M-4k-1"

/*
 * Few features: all supported kernels know them, and none needs a checksum
 * module. One block group, so all that is in use lies at the beginning.
 */
static int make(const char *file)
{
	const char * const argv[] = {
		"mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-m", "0",
		"-I", "256", "-N", "64", "-O", "none,filetype,extent",
		"-E", "nodiscard,lazy_itable_init=0",
		"-U", "70696e63-6572-4000-8000-000000000001", file, "16M", NULL,
	};
	struct tool t = { .argv = argv };
	char why[256];
	int ret;

	ret = tool_run(&t);
	if (ret > 0) {
		tool_complaint(&t, why, sizeof(why));
		msg_error("%s: mke2fs failed: %s", file, why);
		ret = -EIO;
	}
	tool_free(&t);
	return ret;
}

/* Cut the file behind its last block that is not zero. */
static int cut(const char *file)
{
	static const char zero[4096];
	char block[sizeof(zero)];
	off_t at = 0, end = 0;
	int fd, ret = 0;

	fd = open(file, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		goto error;
	while (pread(fd, block, sizeof(block), at) == sizeof(block)) {
		at += sizeof(block);
		if (memcmp(block, zero, sizeof(block)))
			end = at;
	}
	if (at != TEMPLATE_EXT4_SIZE)
		errno = EIO;
	else if (!ftruncate(fd, end))
		goto out;
error:
	ret = -errno;
	msg_error("%s: cannot shorten it: %s", file, strerror(-ret));
out:
	if (fd >= 0)
		close(fd);
	return ret;
}

int template_ext4(char path[PATH_MAX])
{
	struct cache_entry e;
	char file[PATH_MAX];
	int ret;

	ret = cache_begin(KIND, KEY, &e);
	if (ret < 0)
		return ret;
	if (!ret) {
		ret = cache_room(TEMPLATE_EXT4_SIZE, "a file system image");
		if (!ret)
			ret = path_format(file, "%s/ext4.img", e.tmp);
		if (!ret)
			ret = make(file);
		if (!ret)
			ret = cut(file);
		if (ret)
			cache_abort(&e);
		else
			ret = cache_commit(&e);
		if (ret)
			return ret;
	}
	return path_format(path, "%s/ext4.img", e.path);
}
