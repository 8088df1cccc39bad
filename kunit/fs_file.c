// SPDX-License-Identifier: GPL-2.0
#include "fs_file.h"

#include <linux/err.h>
#include <linux/mount.h>

#include "compat.h"

struct file *fs_file_open(const char *type, const char *name, int flags)
{
	struct file_system_type *fs = get_fs_type(type);
	struct vfsmount *mnt;
	struct file *file;

	if (!fs)
		return ERR_PTR(-ENODEV);
	mnt = kern_mount(fs);
	if (IS_ERR(mnt))
		return ERR_CAST(mnt);
	file = pincer_open(mnt, name, flags);
	/* The file has a reference to the superblock. */
	kern_unmount(mnt);
	return file;
}
