// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/read_file.h"

const char *read_descriptor(int fd, size_t needed)
{
	static char text[16 << 10];
	size_t used = 0;
	ssize_t n = -1;

	if (needed > sizeof(text) - 1)
		needed = sizeof(text) - 1;
	while (fd >= 0 && used < needed &&
	       (n = pread(fd, text + used, needed - used, used)) > 0)
		used += n;
	text[used] = '\0';
	return n < 0 ? NULL : text;
}

long number_after(const char *text, const char *label)
{
	const char *at = text ? strstr(text, label) : NULL;

	return at ? strtol(at + strlen(label), NULL, 10) : -1;
}

const char *read_path(const char *path)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *text;
	int error;

	if (fd < 0)
		return NULL;
	text = read_descriptor(fd, SIZE_MAX);
	error = errno;
	close(fd);
	errno = error;
	return text;
}

long read_number_after(const char *path, const char *label)
{
	const char *text = read_path(path);

	if (!text)
		return -errno;
	return strstr(text, label) ? number_after(text, label) : -ENODATA;
}

long read_number(const char *path)
{
	return read_number_after(path, "");
}

int write_path(const char *path, const char *text)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC);
	const ssize_t len = strlen(text);
	ssize_t done;
	int error;

	if (fd < 0)
		return -errno;
	done = write(fd, text, len);
	error = done < 0 ? errno : EIO;
	close(fd);
	return done == len ? 0 : -error;
}
