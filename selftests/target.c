// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data.h"
#include "target.h"

static int open_file_in(const char *dir, struct attempt *a)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/pincer-XXXXXX", dir);
	fd = mkostemp(path, O_DIRECT | O_CLOEXEC);
	if (fd < 0)
		return attempt_broken(a, path);
	unlink(path);
	return fd;
}

static int open_device(const char *device, struct attempt *a)
{
	const int fd = open(device, O_RDWR | O_DIRECT | O_EXCL | O_CLOEXEC);

	return fd < 0 ? attempt_broken(a, device) : fd;
}

int target_open(struct targets *t, const char *env, struct attempt *a)
{
	const char *name = getenv(env);
	struct stat st;
	int i, fd;

	for (i = 0; i < t->nr; i++)
		if (!strcmp(t->open[i].env, env))
			return t->open[i].fd;
	errno = t->nr == TARGETS_MAX ? EMFILE : ENOENT;
	if (!name || t->nr == TARGETS_MAX)
		return attempt_broken(a, env);
	if (stat(name, &st))
		return attempt_broken(a, name);
	fd = S_ISDIR(st.st_mode) ? open_file_in(name, a) : open_device(name, a);
	if (fd >= 0) {
		t->open[t->nr].env = env;
		t->open[t->nr++].fd = fd;
	}
	return fd;
}

/* Ordinary memory, aligned for any device. */
static char *plain_memory(struct attempt *a, size_t len)
{
	char *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at != MAP_FAILED)
		return at;
	attempt_broken(a, "mmap");
	return NULL;
}

int target_fill(struct attempt *a)
{
	const size_t len = a->nr * (size_t)getpagesize();
	char *plain = plain_memory(a, len);
	int ret = 0;

	if (!plain)
		return -ENOMEM;
	data_fill(plain, len, DATA_DEVICE, 0);
	if (pwrite(a->fd, plain, len, TARGET_OFFSET) != (ssize_t)len)
		ret = attempt_broken(a, "filling the target");
	munmap(plain, len);
	return ret;
}

int target_check_written(struct attempt *a, size_t len)
{
	const size_t page = getpagesize();
	char *plain = plain_memory(a, a->len);
	size_t done;
	int ret = 0;

	if (!plain)
		return -ENOMEM;
	if (pread(a->fd, plain, a->len, TARGET_OFFSET) != (ssize_t)a->len) {
		ret = attempt_broken(a, "reading the target back");
		goto out;
	}
	for (done = 0; done < len; done += page)
		if (!data_matches_part(&a->part[done / page], plain + done,
				       page))
			a->wrong_data = true;
	if (len < a->len &&
	    !data_is(plain + len, a->len - len, DATA_DEVICE, len))
		a->wrong_data = true;
out:
	munmap(plain, a->len);
	return ret;
}

void buffer_check_read(struct attempt *a, size_t len)
{
	if (!data_is(a->buf, len, DATA_DEVICE, 0))
		a->wrong_data = true;
}
