/* SPDX-License-Identifier: GPL-2.0 */
/* Memory of a PCI device that provides any: in the kernel and for a user. */
#ifndef PINCER_P2PDMA_MEM_H
#define PINCER_P2PDMA_MEM_H

#include <kunit/test.h>
#include <linux/mm_types.h>

struct pci_dev;

/**
 * struct p2pdma_mem - a page of such memory
 * @provider: the device; has a reference
 * @memory: its address
 * @page: the page
 */
struct p2pdma_mem {
	struct pci_dev *provider;
	void *memory;
	struct page *page;
};

/**
 * p2pdma_mem_get() - wait for drivers, and allocate from the first provider
 *
 * Return: NULL, or why there is none.
 */
const char *p2pdma_mem_get(struct p2pdma_mem *mem);

/** p2pdma_mem_put() - free the page, if there is one */
void p2pdma_mem_put(struct p2pdma_mem *mem);

/**
 * p2pdma_mem_map() - map a page of the same provider through p2pmem/allocate
 * @test: the case, after user_mm_enter()
 * @mem: what p2pdma_mem_get() got
 *
 * Return: the address, or a negative errno; -ENOENT where it cannot be mapped.
 */
unsigned long p2pdma_mem_map(struct kunit *test, const struct p2pdma_mem *mem);

/** p2pdma_mem_write() - copy a page of RAM into it, by the CPU */
void p2pdma_mem_write(const struct p2pdma_mem *mem, const void *from);

/** p2pdma_mem_read() - copy it into a page of RAM, by the CPU */
void p2pdma_mem_read(const struct p2pdma_mem *mem, void *to);

#endif
