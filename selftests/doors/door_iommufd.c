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

static long open_device(struct attempt *a, void *session)
{
	return iommufd_open(a, session);
}

static long map_for_device(struct attempt *a, void *session)
{
	const struct iommufd *d = session;
	const long ret = iommufd_map(d, a->buf, a->len, a->contract->door->how);

	/* Pages without CAP_IPC_LOCK count against RLIMIT_MEMLOCK. */
	if (ret == -ENOMEM)
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	if (ret)
		return ret;
	if (!iommufd_maps(d, a->buf, a->len))
		a->wrong_data = true;
	return iommufd_unmap(d, a->len) < 0 ?
		attempt_setup_error(a, "IOMMU_IOAS_UNMAP") : 0;
}

static void close_device(struct attempt *a, void *session)
{
	const struct iommufd *d = session;

	(void)a;
	close(d->fd);
}

static const struct session device_session = {
	.size = sizeof(struct iommufd),
	.open = open_device, .use = map_for_device, .close = close_device,
};

const struct door doors_iommufd[] = {
	{
		.name = "iommufd.map.read",
		.title = "mapping for a device of iommufd to read",
		.props = { .flags = D_LONGTERM | D_RETRIES_REST,
			   .partial = PARTIAL_ERRNO,
			   .success_is_zero = true },
		.need.config = "IOMMUFD_TEST",
		.brief = true, .how = IOMMUFD_READABLE,
		IN_SESSION(device_session),
	}, {
		.name = "iommufd.map.write",
		.title = "mapping for a device of iommufd to write to",
		.props = { .flags = D_LONGTERM | D_WRITE | D_RETRIES_REST,
			   .partial = PARTIAL_ERRNO,
			   .success_is_zero = true },
		.need.config = "IOMMUFD_TEST",
		.brief = true, .how = IOMMUFD_READABLE | IOMMUFD_WRITEABLE,
		IN_SESSION(device_session),
	}, {}
};
