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

static int open_file_in(struct attempt *a)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/pincer-XXXXXX", a->target);
	fd = mkostemp(path, O_DIRECT | O_CLOEXEC);
	if (fd < 0)
		return attempt_broken(a, path);
	unlink(path);
	return fd;
}

static int open_device(struct attempt *a)
{
	const int fd = open(a->target, O_RDWR | O_DIRECT | O_EXCL | O_CLOEXEC);

	return fd < 0 ? attempt_broken(a, a->target) : fd;
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

static int fill(struct attempt *a, size_t len)
{
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

int target_open(struct attempt *a)
{
	struct stat st;

	if (stat(a->target, &st))
		return attempt_broken(a, a->target);
	a->fd = S_ISDIR(st.st_mode) ? open_file_in(a) : open_device(a);
	return a->fd < 0 ? a->fd : fill(a, a->nr * (size_t)getpagesize());
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
