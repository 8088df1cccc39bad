// SPDX-License-Identifier: GPL-2.0
/* One file of a tree, and its copy. */
#include "build/tree_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"

#define CHUNK 65536

/* Whether two open files, of one size, hold the same. */
static bool same_content(int a, int b)
{
	char left[CHUNK], right[CHUNK];
	ssize_t n;

	do {
		n = read(a, left, CHUNK);
		if (n < 0 || read(b, right, CHUNK) != n ||
		    memcmp(left, right, n))
			return false;
	} while (n);
	return true;
}

static bool is_same_file(const char *from, const char *to)
{
	int a = open(from, O_RDONLY | O_CLOEXEC);
	int b = open(to, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool same = a >= 0 && b >= 0 && same_content(a, b);

	if (a >= 0)
		close(a);
	if (b >= 0)
		close(b);
	return same;
}

static bool is_same_link(const char *from, const char *to)
{
	char left[PATH_MAX], right[PATH_MAX];
	ssize_t n = readlink(from, left, sizeof(left));

	return n >= 0 && readlink(to, right, sizeof(right)) == n &&
	       !memcmp(left, right, n);
}

static bool is_same(const char *from, const struct stat *st, const char *to)
{
	struct stat there;

	if (lstat(to, &there) ||
	    (there.st_mode & S_IFMT) != (st->st_mode & S_IFMT))
		return false;
	if (there.st_dev == st->st_dev && there.st_ino == st->st_ino)
		return true;
	if (S_ISLNK(st->st_mode))
		return is_same_link(from, to);
	return there.st_size == st->st_size &&
	       !((there.st_mode ^ st->st_mode) & 0100) &&
	       is_same_file(from, to);
}

static int copy_content(int in, int out)
{
	char buf[CHUNK];
	ssize_t n;

	while ((n = copy_file_range(in, NULL, out, NULL, 1 << 30, 0)) > 0)
		;
	/* Between two file systems it may not do, and begins with nothing. */
	if (n < 0) {
		while ((n = read(in, buf, sizeof(buf))) > 0)
			if (write(out, buf, n) != n)
				return errno ? -errno : -ENOSPC;
	}
	return n < 0 ? -errno : 0;
}

static int copy_file(const char *from, const struct stat *st, const char *to,
		     bool timed)
{
	const struct timespec times[] = { st->st_atim, st->st_mtim };
	int in, out = -1, ret = 0;

	in = open(from, O_RDONLY | O_CLOEXEC);
	if (in >= 0)
		out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			   st->st_mode & 0100 ? 0777 : 0666);
	if (in < 0 || out < 0)
		ret = -errno;
	else
		ret = copy_content(in, out);
	if (!ret && timed && futimens(out, times))
		ret = -errno;
	if (in >= 0)
		close(in);
	if (out >= 0 && close(out) && !ret)
		ret = -errno;
	return ret;
}

static int copy_link(const char *from, const char *to)
{
	char target[PATH_MAX];
	ssize_t n = readlink(from, target, sizeof(target) - 1);

	if (n < 0)
		return -errno;
	target[n] = '\0';
	return symlink(target, to) ? -errno : 0;
}

static int put(const char *from, const struct stat *st, const char *to,
	       bool hard, bool timed)
{
	if (S_ISLNK(st->st_mode))
		return copy_link(from, to);
	/* A second name has the file's time, so it won't do for another. */
	if (hard && timed && !link(from, to))
		return 0;
	if (hard && timed && errno == ENOENT)
		return -ENOENT;
	return copy_file(from, st, to, timed);
}

int tree_file_put(const char *from, struct stat *st, const char *to, bool link,
		  bool timed)
{
	char dir[PATH_MAX];
	int ret = 0;

	if (lstat(from, st)) {
		ret = -errno;
	} else if (!is_same(from, st, to)) {
		tree_remove(to);
		ret = put(from, st, to, link, timed);
		/* Its directory is made when it turns out to be missing. */
		path_dirname(to, dir);
		if (ret == -ENOENT && !dirs_make(dir))
			ret = put(from, st, to, link, timed);
	}
	if (!ret && lstat(to, st))
		ret = -errno;
	if (ret)
		msg_error("%s: cannot copy it to %s: %s", from, to,
			  strerror(-ret));
	return ret;
}
