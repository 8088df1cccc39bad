// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/attempt.h"

long attempt_setup_error(struct attempt *a, const char *what)
{
	const int error = errno ? errno : EINVAL;

	snprintf(a->setup_error, sizeof(a->setup_error), "%s: %s", what,
		 strerror(error));
	return -error;
}

long attempt_no_interface(struct attempt *a, const char *what)
{
	a->no_interface = true;
	return attempt_setup_error(a, what);
}

long attempt_skip(struct attempt *a, const char *fmt, ...)
{
	const int error = errno ? errno : EINVAL;
	va_list args;

	va_start(args, fmt);
	vsnprintf(a->skip_reason, sizeof(a->skip_reason), fmt, args);
	va_end(args);
	return -error;
}

int attempt_open_device(struct attempt *a, const char *path)
{
	const int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	return errno == EACCES ? attempt_skip(a, "no permission to open %s", path) :
				 attempt_no_interface(a, path);
}

int attempt_open_tmpfile(struct attempt *a, const char *env, int flags)
{
	const char *dir = getenv(env);
	int fd;

	errno = ENOENT;
	if (!dir)
		return attempt_skip(a, "%s names nothing to use", env);
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC | flags, 0600);
	return fd < 0 ? attempt_setup_error(a, dir) : fd;
}

static bool is_hole(const struct part *part)
{
	return part->kind->props.flags & M_HOLE;
}

int attempt_plug_holes(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (is_hole(&a->part[i]) &&
		    mmap(a->part[i].at, a->part[i].len, PROT_NONE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1,
			 0) != a->part[i].at)
			return attempt_setup_error(a, "a hole is not empty");
	return 0;
}

void attempt_unplug_holes(struct attempt *a)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (is_hole(&a->part[i]))
			munmap(a->part[i].at, a->part[i].len);
}

void *attempt_memory(struct attempt *a, size_t size)
{
	void *at;

	if (attempt_plug_holes(a))
		return NULL;
	at = mmap(NULL, size, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED) {
		attempt_setup_error(a, "mmap");
	} else {
		a->memory = at;
		a->memory_len = size;
	}
	attempt_unplug_holes(a);
	return a->memory;
}

void attempt_free_memory(struct attempt *a)
{
	if (a->memory)
		munmap(a->memory, a->memory_len);
	a->memory = NULL;
}
