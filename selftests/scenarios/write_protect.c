// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lib/uapi.h"
#include "scenarios/write_protect.h"

int write_protect_open(struct attempt *a)
{
	struct uffdio_api api = {
		.api = UFFD_API, .features = UFFD_FEATURE_PAGEFAULT_FLAG_WP,
	};
	const int uffd = syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE);

	if (uffd < 0)
		return attempt_no_interface(a, "userfaultfd");
	if (!ioctl(uffd, UFFDIO_API, &api))
		return uffd;
	attempt_no_interface(a, "UFFD_FEATURE_PAGEFAULT_FLAG_WP");
	close(uffd);
	return -EINVAL;
}

int write_protect_set(int uffd, char *at, size_t len, bool on)
{
	struct uffdio_register area = {
		.range = { (uintptr_t)at, len },
		.mode = UFFDIO_REGISTER_MODE_WP,
	};
	struct uffdio_writeprotect protect = {
		.range = area.range,
		.mode = on ? UFFDIO_WRITEPROTECT_MODE_WP : 0,
	};

	return (on && ioctl(uffd, UFFDIO_REGISTER, &area)) ||
	       ioctl(uffd, UFFDIO_WRITEPROTECT, &protect) ? -1 : 0;
}
