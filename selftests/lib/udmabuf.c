// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/udmabuf.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/udmabuf.h"

int udmabuf_open(struct attempt *a)
{
	const int fd = open("/dev/udmabuf", O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	if (errno != EACCES)
		return attempt_no_interface(a, "/dev/udmabuf");
	snprintf(a->skip_reason, sizeof(a->skip_reason), "/dev/udmabuf is for others");
	return -EACCES;
}

int udmabuf_export(int device, int memfd, int pages)
{
	const struct udmabuf_create what = {
		.memfd = memfd, .flags = UDMABUF_FLAGS_CLOEXEC,
		.size = pages * getpagesize(),
	};

	return ioctl(device, UDMABUF_CREATE, &what);
}
