// SPDX-License-Identifier: GPL-2.0
/* Memory that is pinned for devices: AF_XDP, RDMA, iommufd. */
#define _GNU_SOURCE
#include <errno.h>
#include <unistd.h>

#include "doors/door_xdp.h"
#include "scenarios/payer.h"

static void close_fd(struct payment *p)
{
	close(p->fd);
}

static long register_umem(struct payment *p)
{
	long ret;

	p->fd = xdp_socket(p->a);
	if (p->fd < 0)
		return p->fd;
	ret = xdp_umem(p->fd, p->at, p->len);
	if (ret)
		close(p->fd);
	return ret;
}

static long register_region(struct payment *p)
{
	return rdma_try(p->a, &p->region, p->at, p->len,
			IB_UVERBS_ACCESS_LOCAL_WRITE);
}

static void close_region(struct payment *p)
{
	rdma_close(&p->region);
}

static long map_for_device(struct payment *p)
{
	long ret = iommufd_open(p->a, &p->iommu);

	if (ret)
		return ret;
	ret = iommufd_map(&p->iommu, p->at, p->len,
			  IOMMUFD_READABLE | IOMMUFD_WRITEABLE);
	if (ret)
		close(p->iommu.fd);
	return ret;
}

static void close_iommu(struct payment *p)
{
	close(p->iommu.fd);
}

const struct payer payers_device[] = {
	{
		.name = "afxdp.umem", .refusal = ENOBUFS, .bad = 1,
		.pin = register_umem, .give_back = close_fd,
	}, {
		.name = "rdma.mr.write", .account = OF_MM, .shown = AS_PINNED,
		.refusal = ENOMEM, .bad = 1, .pin = register_region,
		.give_back = close_region,
	}, {
		.name = "iommufd.map.write", .shown = AS_PINNED,
		.refusal = ENOMEM, .bad = 1, .pin = map_for_device,
		.give_back = close_iommu,
	}, {}
};
