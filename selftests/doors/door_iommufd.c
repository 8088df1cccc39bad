// SPDX-License-Identifier: GPL-2.0
/*
 * iommufd: memory that is mapped for DMA, pinned with FOLL_LONGTERM. The device
 * is the mock of CONFIG_IOMMUFD_TEST.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "lib/iommufd.h"
#include "doors/doors.h"

static long map_for_device(struct attempt *a)
{
	struct iommufd d;
	long ret = iommufd_open(a, &d);

	if (ret)
		return ret;
	ret = iommufd_map(&d, a->buf, a->len, a->contract->door->how);
	if (!ret)
		a->wrong_data = !iommufd_maps(&d, a->buf, a->len);
	/* Pages without CAP_IPC_LOCK count against RLIMIT_MEMLOCK. */
	if (ret == -ENOMEM)
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	close(d.fd);
	return ret;
}

const struct door doors_iommufd[] = {
	{
		.name = "iommufd.map.read",
		.title = "mapping for a device of iommufd to read",
		.props = { .flags = D_LONGTERM | D_RETRIES_REST,
			   .partial = PARTIAL_ERRNO,
			   .success_is_zero = true },
		.need.config = "IOMMUFD_TEST",
		.brief = true, .how = IOMMUFD_READABLE, .run = map_for_device,
	}, {
		.name = "iommufd.map.write",
		.title = "mapping for a device of iommufd to write to",
		.props = { .flags = D_LONGTERM | D_WRITE | D_RETRIES_REST,
			   .partial = PARTIAL_ERRNO,
			   .success_is_zero = true },
		.need.config = "IOMMUFD_TEST",
		.brief = true, .how = IOMMUFD_READABLE | IOMMUFD_WRITEABLE,
		.run = map_for_device,
	}, {}
};
