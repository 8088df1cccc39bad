/* SPDX-License-Identifier: GPL-2.0 */
/* Memory of a PCI device, whichever has some: the kernel's and a user's. */
#ifndef PINCER_P2PDMA_MEM_H
#define PINCER_P2PDMA_MEM_H

#include <kunit/test.h>
#include <linux/mm_types.h>

struct pci_dev;

/**
 * struct p2pdma_mem - a page of such memory
 * @provider: the device, with a reference
 * @memory: where the page is mapped
 * @page: the page
 */
struct p2pdma_mem {
	struct pci_dev *provider;
	void *memory;
	struct page *page;
};

/**
 * p2pdma_mem_get() - wait for devices, and allocate a page of the first
 *
 * Return: NULL, or why there is none.
 */
const char *p2pdma_mem_get(struct p2pdma_mem *mem);

/** p2pdma_mem_put() - give it back; harmless if there is none */
void p2pdma_mem_put(struct p2pdma_mem *mem);

/**
 * p2pdma_mem_map() - map a page of it as a process would
 * @test: the case, after user_mm_enter()
 * @mem: what p2pdma_mem_get() got
 *
 * Return: the address, or a negative errno; -ENOENT where it cannot be mapped.
 */
unsigned long p2pdma_mem_map(struct kunit *test, const struct p2pdma_mem *mem);

/** p2pdma_mem_write() - fill the page from a page of RAM, by the processor */
void p2pdma_mem_write(const struct p2pdma_mem *mem, const void *from);

/** p2pdma_mem_read() - the same the other way */
void p2pdma_mem_read(const struct p2pdma_mem *mem, void *to);

#endif
