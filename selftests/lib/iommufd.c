// SPDX-License-Identifier: GPL-2.0
/* The mock device's commands are no UAPI: no header of the system has them. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/iommufd.h"

#define IOAS_ALLOC _IO(';', 0x81)
#define IOAS_MAP _IO(';', 0x85)
#define IOAS_UNMAP _IO(';', 0x86)
#define IOAS_MAP_FILE _IO(';', 0x8f)
#define TEST_CMD _IO(';', 0xa0)

/** struct ioas_alloc - struct iommu_ioas_alloc */
struct ioas_alloc {
	uint32_t size, flags, out_ioas_id;
};

/** struct ioas_map - struct iommu_ioas_map */
struct ioas_map {
	uint32_t size, flags, ioas_id, reserved;
	uint64_t user_va, length, iova;
};

/** struct ioas_unmap - struct iommu_ioas_unmap */
struct ioas_unmap {
	uint32_t size, ioas_id;
	uint64_t iova, length;
};

/** struct ioas_map_file - struct iommu_ioas_map_file */
struct ioas_map_file {
	uint32_t size, flags, ioas_id;
	int32_t fd;
	uint64_t start, length, iova;
};

#define MAP_FIXED_IOVA 1

/** struct test_cmd - struct iommu_test_cmd, padded with 0 beyond any kernel's */
struct test_cmd {
	uint32_t size, op, id, reserved;
	union {
		struct {
			uint32_t device, page_table, bound;
		} mock;
		struct {
			uint64_t iova, length, uptr;
		} check;
		uint32_t rest[60];
	};
};

/* IOMMU_TEST_OP_MOCK_DOMAIN: without a device attached, nothing is pinned. */
#define OP_MOCK_DOMAIN 2
/* IOMMU_TEST_OP_MD_CHECK_MAP: compares the domain's pages with the process's. */
#define OP_CHECK_MAP 3
/* MOCK_APERTURE_START */
#define APERTURE (1UL << 24)

static long attach_mock(struct attempt *a, struct iommufd *d)
{
	struct ioas_alloc ioas = { .size = sizeof(ioas) };
	struct test_cmd mock = { .size = sizeof(mock), .op = OP_MOCK_DOMAIN };

	if (ioctl(d->fd, IOAS_ALLOC, &ioas))
		return attempt_setup_error(a, "IOMMU_IOAS_ALLOC");
	d->ioas = mock.id = ioas.out_ioas_id;
	if (ioctl(d->fd, TEST_CMD, &mock))
		return attempt_no_interface(a, "IOMMU_TEST_OP_MOCK_DOMAIN");
	d->page_table = mock.mock.page_table;
	return 0;
}

long iommufd_open(struct attempt *a, struct iommufd *d)
{
	long ret;

	d->fd = attempt_open_device(a, "/dev/iommu");
	if (d->fd < 0)
		return d->fd;
	ret = attach_mock(a, d);
	if (ret)
		close(d->fd);
	return ret;
}

long iommufd_map(const struct iommufd *d, void *at, size_t len, unsigned int flags)
{
	struct ioas_map map = {
		.size = sizeof(map), .flags = MAP_FIXED_IOVA | flags,
		.ioas_id = d->ioas, .user_va = (uintptr_t)at, .length = len,
		.iova = APERTURE,
	};

	return or_errno(ioctl(d->fd, IOAS_MAP, &map));
}

long iommufd_unmap(const struct iommufd *d, size_t len)
{
	struct ioas_unmap unmap = {
		.size = sizeof(unmap), .ioas_id = d->ioas, .iova = APERTURE,
		.length = len,
	};

	return or_errno(ioctl(d->fd, IOAS_UNMAP, &unmap));
}

long iommufd_map_file(const struct iommufd *d, int memfd, size_t len,
		      unsigned int flags)
{
	struct ioas_map_file map = {
		.size = sizeof(map), .flags = MAP_FIXED_IOVA | flags,
		.ioas_id = d->ioas, .fd = memfd, .length = len,
		.iova = APERTURE,
	};

	return or_errno(ioctl(d->fd, IOAS_MAP_FILE, &map));
}

bool iommufd_maps(const struct iommufd *d, void *at, size_t len)
{
	struct test_cmd check = {
		.size = sizeof(check), .op = OP_CHECK_MAP, .id = d->page_table,
		.check = { APERTURE, len, (uintptr_t)at },
	};

	return !ioctl(d->fd, TEST_CMD, &check);
}
