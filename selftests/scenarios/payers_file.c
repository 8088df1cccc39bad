// SPDX-License-Identifier: GPL-2.0
/* memfd_pin_folios(): pages of a file, whether or not anybody maps them. */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "lib/udmabuf.h"
#include "scenarios/payer.h"

static long export(struct payment *p)
{
	const int device = attempt_open_device(p->a, UDMABUF_DEVICE);
	long ret;

	if (device < 0)
		return device;
	p->fd = udmabuf_export(device, p->memfd, p->len / getpagesize());
	ret = p->fd < 0 ? -errno : 0;
	close(device);
	return ret;
}

static void close_buffer(struct payment *p)
{
	close(p->fd);
}

/* ENOTTY is for a command that the kernel does not know. */
static long map_file(struct payment *p)
{
	long ret = iommufd_open(p->a, &p->iommu);

	if (ret)
		return ret;
	ret = iommufd_map_file(&p->iommu, p->memfd, p->len,
			       IOMMUFD_READABLE | IOMMUFD_WRITEABLE);
	if (ret == -ENOTTY)
		attempt_no_interface(p->a, "IOMMU_IOAS_MAP_FILE");
	if (ret)
		close(p->iommu.fd);
	return ret;
}

static void close_iommu(struct payment *p)
{
	close(p->iommu.fd);
}

const struct payer payers_file[] = {
	{
		.name = "udmabuf", .pin = export, .give_back = close_buffer,
	}, {
		.name = "iommufd.map_file", .shown = AS_PINNED,
		.refusal = ENOMEM, .pin = map_file, .give_back = close_iommu,
	}, {}
};
