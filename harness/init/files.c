// SPDX-License-Identifier: GPL-2.0
/* Files of sysfs and procfs, and waiting for them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

static int open_file(int flags, const char *fmt, va_list args)
{
	char path[PATH_MAX];
	int fd;

	vsnprintf(path, sizeof(path), fmt, args);
	fd = open(path, flags | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

int init_read(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	ssize_t n;
	int fd;

	va_start(args, fmt);
	fd = open_file(O_RDONLY, fmt, args);
	va_end(args);
	buf[0] = '\0';
	if (fd < 0)
		return -1;
	n = read(fd, buf, size - 1);
	close(fd);
	buf[n < 0 ? 0 : n] = '\0';
	buf[strcspn(buf, "\n")] = '\0';
	return n < 0 ? -1 : 0;
}

int init_write(const char *text, const char *fmt, ...)
{
	va_list args;
	int fd, ret = 0;

	va_start(args, fmt);
	fd = open_file(O_WRONLY, fmt, args);
	va_end(args);
	if (fd < 0)
		return fd;
	if (write(fd, text, strlen(text)) < 0)
		ret = -errno;
	close(fd);
	return ret;
}

int init_wait_for(const char *path)
{
	int i;

	for (i = 0; i < 2000; i++) {
		if (!access(path, F_OK))
			return 0;
		usleep(5000);
	}
	return -ETIMEDOUT;
}

long long init_clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}
