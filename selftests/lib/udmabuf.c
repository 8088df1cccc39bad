// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
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

int udmabuf_export_list(int device, const struct udmabuf_create_item *item,
			int nr, __u32 count)
{
	struct udmabuf_create_list *list =
		malloc(sizeof(*list) + nr * sizeof(*item));
	int buf, error;

	if (!list)
		return -1;
	list->flags = UDMABUF_FLAGS_CLOEXEC;
	list->count = count;
	memcpy(list->list, item, nr * sizeof(*item));
	buf = ioctl(device, UDMABUF_CREATE_LIST, list);
	error = errno;
	free(list);
	errno = error;
	return buf;
}
