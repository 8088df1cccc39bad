// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <linux/udmabuf.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/udmabuf.h"

int udmabuf_export(int device, int memfd, int pages)
{
	const struct udmabuf_create what = {
		.memfd = memfd, .flags = UDMABUF_FLAGS_CLOEXEC,
		.size = pages * getpagesize(),
	};

	return ioctl(device, UDMABUF_CREATE, &what);
}
