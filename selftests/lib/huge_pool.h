/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's pool of huge pages of the default size. */
#ifndef PINCER_HUGE_POOL_H
#define PINCER_HUGE_POOL_H

/** struct huge_pool - counts of huge pages; -1 for one that cannot be read */
struct huge_pool {
	long free, reserved, surplus, pages;
};

/** huge_pool_read() - the counts now */
struct huge_pool huge_pool_read(void);

/** huge_pool_open() - a file of the pool in /sys, such as "free_hugepages", or -1 */
int huge_pool_open(const char *name);

/** huge_pool_resize() - write nr_hugepages: 0 or -errno */
int huge_pool_resize(long pages);

#endif
