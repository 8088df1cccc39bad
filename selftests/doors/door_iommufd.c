// SPDX-License-Identifier: GPL-2.0
/*
 * iommufd: memory that is mapped for DMA, pinned with FOLL_LONGTERM. The device
 * is the mock of CONFIG_IOMMUFD_TEST.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/attempt.h"
#include "doors/doors.h"

#define IOAS_ALLOC _IO(';', 0x81)
#define IOAS_MAP _IO(';', 0x85)
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

#define MAP_FIXED_IOVA 1
#define MAP_WRITEABLE 2
#define MAP_READABLE 4

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

static long map_buffer(struct attempt *a, int fd)
{
	struct ioas_alloc ioas = { .size = sizeof(ioas) };
	struct test_cmd mock = { .size = sizeof(mock), .op = OP_MOCK_DOMAIN };
	struct ioas_map map = {
		.size = sizeof(map), .flags = MAP_FIXED_IOVA | a->contract->door->how,
		.user_va = (uintptr_t)a->buf, .length = a->len,
		.iova = APERTURE,
	};
	struct test_cmd check = {
		.size = sizeof(check), .op = OP_CHECK_MAP,
		.check = { APERTURE, a->len, (uintptr_t)a->buf },
	};

	if (ioctl(fd, IOAS_ALLOC, &ioas))
		return attempt_setup_error(a, "IOMMU_IOAS_ALLOC");
	mock.id = ioas.out_ioas_id;
	if (ioctl(fd, TEST_CMD, &mock))
		return attempt_no_interface(a, "IOMMU_TEST_OP_MOCK_DOMAIN");
	map.ioas_id = ioas.out_ioas_id;
	if (ioctl(fd, IOAS_MAP, &map))
		return -errno;
	check.id = mock.mock.page_table;
	a->wrong_data = ioctl(fd, TEST_CMD, &check);
	return 0;
}

static long map_for_device(struct attempt *a)
{
	const int fd = attempt_open_device(a, "/dev/iommu");
	long ret;

	if (fd < 0)
		return fd;
	ret = map_buffer(a, fd);
	/* Pages without CAP_IPC_LOCK count against RLIMIT_MEMLOCK. */
	if (ret == -ENOMEM)
		attempt_skip(a, "RLIMIT_MEMLOCK is too small");
	close(fd);
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
		.brief = true, .how = MAP_READABLE, .run = map_for_device,
	}, {
		.name = "iommufd.map.write",
		.title = "mapping for a device of iommufd to write to",
		.props = { .flags = D_LONGTERM | D_WRITE | D_RETRIES_REST,
			   .partial = PARTIAL_ERRNO,
			   .success_is_zero = true },
		.need.config = "IOMMUFD_TEST",
		.brief = true, .how = MAP_READABLE | MAP_WRITEABLE,
		.run = map_for_device,
	}, {}
};
