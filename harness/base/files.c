// SPDX-License-Identifier: GPL-2.0
/* Paths, directories and small files. */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/msg.h"

int path_format(char path[PATH_MAX], const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(path, PATH_MAX, fmt, ap);
	va_end(ap);
	if (n >= 0 && n < PATH_MAX)
		return 0;
	msg_error("path too long: %.80s...: use a shorter one", path);
	return -ENAMETOOLONG;
}

bool path_is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

bool path_is_dir(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

bool path_is_below(const char *path)
{
	for (const char *p = path; p; p = strchr(p, '/')) {
		p += *p == '/';
		if (!strncmp(p, "..", 2) && (p[2] == '/' || !p[2]))
			return false;
	}
	return path[0] != '/';
}

void path_dirname(const char *path, char dir[PATH_MAX])
{
	const char *slash = strrchr(path, '/');
	int len = slash ? (int)(slash - path) : 1;

	/* "/x" lies in "/", and "x" in "." */
	snprintf(dir, PATH_MAX, "%.*s", len ? len : 1, slash ? path : ".");
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int dirs_make(const char *path)
{
	char part[PATH_MAX];
	int ret = path_format(part, "%s", path);

	if (ret)
		return ret;
	for (char *p = part + 1; ; p++) {
		char was = *p;

		if (was != '/' && was)
			continue;
		*p = '\0';
		if (mkdir(part, 0777) && errno != EEXIST) {
			ret = -errno;
			msg_error("%s: cannot make this directory: %s",
				  part, strerror(-ret));
			return ret;
		}
		if (!path_is_dir(part)) {
			msg_error("%s: is in the way of a directory of that name: move or rename it",
				  part);
			return -ENOTDIR;
		}
		*p = was;
		if (!was)
			return 0;
	}
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void tree_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int file_read(const char *path, char **text, size_t *size)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct buffer b = { .bytes = NULL };
	ssize_t n;

	if (fd < 0)
		return -errno;
	do
		n = buffer_read(&b, fd);
	while (n > 0);
	close(fd);
	if (n < 0) {
		free(b.bytes);
		return n;
	}
	*text = b.bytes;
	if (size)
		*size = b.length;
	return 0;
}

int file_first_line(const char *path, char *buf, size_t size)
{
	char *text;
	const int ret = file_read(path, &text, NULL);

	if (ret)
		return ret;
	snprintf(buf, size, "%.*s", (int)strcspn(text, "\r\n"), text);
	free(text);
	return 0;
}

int file_need(const char *path, char **text, size_t *size)
{
	const int ret = file_read(path, text, size);

	if (ret)
		msg_error("%s: cannot read: %s", path, strerror(-ret));
	return ret;
}

int file_append(const char *path, const char *from)
{
	const int in = open(from, O_RDONLY | O_CLOEXEC);
	const int out = open(path, O_WRONLY | O_CLOEXEC);
	ssize_t n = in < 0 || out < 0 ? -1 : lseek(out, 0, SEEK_END);
	int ret = 0;

	while (n >= 0) {
		n = sendfile(out, in, NULL, 1 << 30);
		if (!n)
			break;
	}
	if (n < 0) {
		ret = -errno;
		msg_error("%s: cannot append %s: %s", path, from,
			  strerror(-ret));
	}
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return ret;
}

int file_replace(const char *path, const char *bytes, size_t size)
{
	char tmp[PATH_MAX];
	FILE *f;
	int ret;

	/* With the process id, as two runs may write the file at once. */
	ret = path_format(tmp, "%s.%d", path, getpid());
	if (ret)
		return ret;
	f = fopen(tmp, "we");
	if (!f) {
		ret = -errno;
		goto out;
	}
	if (fwrite(bytes, 1, size, f) != size || fflush(f) || fsync(fileno(f)))
		ret = -errno;
	if (fclose(f) && !ret)
		ret = -errno;
	if (!ret && rename(tmp, path))
		ret = -errno;
out:
	if (ret) {
		msg_error("%s: cannot write: %s", path, strerror(-ret));
		unlink(tmp);
	}
	return ret;
}

int file_write(const char *path, const char *text)
{
	return file_replace(path, text, strlen(text));
}
