// SPDX-License-Identifier: GPL-2.0
/* The files that are a guest's disks. */
#include "image/disk_images.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/guest_disks.h"
#include "base/msg.h"
#include "image/template.h"

static int make_image(const struct guest_disk *d, const char *dir)
{
	char path[PATH_MAX];
	int fd, ret;

	ret = path_format(path, "%s/%s.img", dir, d->name);
	if (ret)
		return ret;
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, GUEST_DISK_SIZE)) {
		ret = -errno;
		msg_error("%s: cannot make the guest's disk: %s", path,
			  strerror(errno));
	} else if (d->fs) {
		ret = template_copy(d->fs, fd);
	}
	if (fd >= 0)
		close(fd);
	return ret;
}

int disk_images_make(const char *dir)
{
	const struct guest_disk *d;
	int ret = 0;

	for_each_guest_disk(d)
		if (d->bus != GUEST_PMEM && !ret)
			ret = make_image(d, dir);
	return ret;
}
