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

long read_number_after(const char *path, const char *label)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *text;
	long number;

	if (fd < 0)
		return -errno;
	text = read_descriptor(fd, SIZE_MAX);
	number = !text ? -EIO :
		 strstr(text, label) ? number_after(text, label) : -ENODATA;
	close(fd);
	return number;
}

long read_number(const char *path)
{
	return read_number_after(path, "");
}
