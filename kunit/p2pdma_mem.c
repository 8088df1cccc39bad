// SPDX-License-Identifier: GPL-2.0
#include "p2pdma_mem.h"

#include <linux/delay.h>
#include <linux/device.h>
#include <linux/io.h>
#include <linux/mman.h>
#include <linux/pci.h>
#include <linux/pci-p2pdma.h>
#include <linux/slab.h>

#include "fs_file.h"
#include "user_mm.h"

#ifdef CONFIG_PCI_P2PDMA

static bool allocate(struct p2pdma_mem *mem)
{
	struct pci_dev *pdev = NULL;

	for_each_pci_dev(pdev) {
		mem->memory = pci_alloc_p2pmem(pdev, PAGE_SIZE);
		if (!mem->memory)
			continue;
		mem->provider = pdev;
		mem->page = virt_to_page(mem->memory);
		return true;
	}
	return false;
}

/* NVMe disks, which register their memory some time after the probe. */
static const struct pci_device_id nvme[] = {
	{ PCI_DEVICE_CLASS(PCI_CLASS_STORAGE_EXPRESS, 0xffffff) },
	{ }
};

/* Built-in cases run while drivers may still be probing. */
const char *p2pdma_mem_get(struct p2pdma_mem *mem)
{
	int i;

	wait_for_device_probe();
	for (i = 0; i < 10; i++) {
		if (allocate(mem))
			return NULL;
		if (!pci_dev_present(nvme))
			break;
		msleep(50);
	}
	return "no device offers P2PDMA memory";
}

void p2pdma_mem_put(struct p2pdma_mem *mem)
{
	if (!mem->provider)
		return;
	pci_free_p2pmem(mem->provider, mem->memory, PAGE_SIZE);
	pci_dev_put(mem->provider);
	mem->provider = NULL;
}

static struct file *open_allocate(const struct p2pdma_mem *mem)
{
	struct file *file = ERR_PTR(-ENOMEM);
	char *device, *name;

	device = kobject_get_path(&mem->provider->dev.kobj, GFP_KERNEL);
	name = kasprintf(GFP_KERNEL, "%s/p2pmem/allocate",
			 device ? device + 1 : "");
	if (device && name)
		file = fs_file_open("sysfs", name, O_RDWR);
	kfree(name);
	kfree(device);
	return file;
}

unsigned long p2pdma_mem_map(struct kunit *test, const struct p2pdma_mem *mem)
{
	struct file *file = open_allocate(mem);
	unsigned long addr;

	if (IS_ERR(file))
		return PTR_ERR(file);
	addr = user_mm_map_file(test, file, PAGE_SIZE, PROT_READ | PROT_WRITE);
	filp_close(file, NULL);
	return addr;
}

/* The memory is in a PCI BAR: accesses must be those of an __iomem pointer. */
void p2pdma_mem_write(const struct p2pdma_mem *mem, const void *from)
{
	memcpy_toio((void __iomem __force *)mem->memory, from, PAGE_SIZE);
}

void p2pdma_mem_read(const struct p2pdma_mem *mem, void *to)
{
	memcpy_fromio(to, (const void __iomem __force *)mem->memory, PAGE_SIZE);
}

#else

const char *p2pdma_mem_get(struct p2pdma_mem *mem)
{
	return "CONFIG_PCI_P2PDMA is off";
}

void p2pdma_mem_put(struct p2pdma_mem *mem)
{
}

unsigned long p2pdma_mem_map(struct kunit *test, const struct p2pdma_mem *mem)
{
	return -ENOENT;
}

void p2pdma_mem_write(const struct p2pdma_mem *mem, const void *from)
{
}

void p2pdma_mem_read(const struct p2pdma_mem *mem, void *to)
{
}

#endif
