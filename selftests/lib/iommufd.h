/* SPDX-License-Identifier: GPL-2.0 */
/* iommufd, with the mock device of CONFIG_IOMMUFD_TEST. */
#ifndef PINCER_IOMMUFD_H
#define PINCER_IOMMUFD_H

#include "lib/attempt.h"

/* Flags of a mapping. */
#define IOMMUFD_WRITEABLE 2
#define IOMMUFD_READABLE 4

/**
 * struct iommufd - an address space, to which the mock device is attached
 * @fd: the context; close() unmaps and unpins all that was mapped
 * @ioas: the address space
 * @page_table: the mock's
 */
struct iommufd {
	int fd;
	uint32_t ioas, page_table;
};

/**
 * iommufd_open() - open a context and attach the mock device
 * @a: the attempt
 * @d: filled in
 *
 * Return: 0, or -errno after attempt_skip(), attempt_no_interface() or
 * attempt_setup_error().
 */
long iommufd_open(struct attempt *a, struct iommufd *d);

/** iommufd_map() - IOMMU_IOAS_MAP, which pins as a device is attached */
long iommufd_map(const struct iommufd *d, void *at, size_t len, unsigned int flags);

/** iommufd_unmap() - IOMMU_IOAS_UNMAP of what was mapped: 0 or -errno */
long iommufd_unmap(const struct iommufd *d, size_t len);

/** iommufd_map_file() - IOMMU_IOAS_MAP_FILE of a memfd, from its beginning */
long iommufd_map_file(const struct iommufd *d, int memfd, size_t len,
		      unsigned int flags);

/** iommufd_maps() - whether the device finds the pages of an address range */
bool iommufd_maps(const struct iommufd *d, void *at, size_t len);

#endif
