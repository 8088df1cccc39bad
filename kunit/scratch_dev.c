// SPDX-License-Identifier: GPL-2.0
#include "scratch_dev.h"

#include <linux/blkdev.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/pci-p2pdma.h>
#include <linux/string.h>

#include "fs_file.h"
#include "param_prefix.h"

static char *scratch_text = "";
module_param_named(scratch, scratch_text, charp, 0644);
MODULE_PARM_DESC(scratch,
		 "block devices that may be overwritten: nvme0n1,vda,...");

#if defined(CONFIG_BLOCK) && defined(CONFIG_PCI_P2PDMA)

/* A virtio device, whose host copies; or one without a parent, such as loop. */
static bool is_software(const struct device *parent)
{
	return !parent || (parent->bus && !strcmp(parent->bus->name, "virtio"));
}

static enum scratch_dev_kind kind_of(struct file *file,
				     const struct p2pdma_mem *mem)
{
	struct block_device *bdev = I_BDEV(file->f_mapping->host);
	struct device *parent = disk_to_dev(bdev->bd_disk)->parent;

	if (!blk_queue_pci_p2pdma(bdev_get_queue(bdev)))
		return is_software(parent) ? SCRATCH_INCAPABLE :
					      SCRATCH_OTHER;
	/* 5.10's dma_map_sg() needs the distance to be computed before. */
	return pci_p2pdma_distance(mem->provider, parent, false) < 0 ?
	       SCRATCH_UNREACHABLE : SCRATCH_CAPABLE;
}

/* A namespace appears a while after its controller has probed. */
#define OPEN_ATTEMPTS 100

static struct file *open_device(const char *name)
{
	struct file *file;
	int i;

	for (i = 0; i < OPEN_ATTEMPTS; i++) {
		file = fs_file_open("devtmpfs", name, O_RDWR | O_DIRECT);
		if (file != ERR_PTR(-ENOENT))
			break;
		msleep(20);
	}
	return file;
}

static int open_named(const char *name, enum scratch_dev_kind kind,
		      const struct p2pdma_mem *mem, struct file **found)
{
	struct file *file = open_device(name);

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (!*found && kind_of(file, mem) == kind)
		*found = file;
	else
		filp_close(file, NULL);
	return 0;
}

int scratch_dev_open(enum scratch_dev_kind kind, const struct p2pdma_mem *mem,
		     struct file **file)
{
	char *list, *rest, *name;
	int error;

	kernel_param_lock(THIS_MODULE);
	list = kstrdup(scratch_text, GFP_KERNEL);
	kernel_param_unlock(THIS_MODULE);
	rest = list;
	error = list ? 0 : -ENOMEM;
	*file = NULL;
	while (!error && (name = strsep(&rest, ", \n"))) {
		if (!strncmp(name, "/dev/", 5))
			name += 5;
		if (*name)
			error = open_named(name, kind, mem, file);
	}
	kfree(list);
	if (error && *file)
		filp_close(*file, NULL);
	return error;
}

#else

int scratch_dev_open(enum scratch_dev_kind kind, const struct p2pdma_mem *mem,
		     struct file **file)
{
	*file = NULL;
	return 0;
}

#endif
