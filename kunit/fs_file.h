/* SPDX-License-Identifier: GPL-2.0 */
/* Files of a file system that need not be mounted. */
#ifndef PINCER_FS_FILE_H
#define PINCER_FS_FILE_H

#include <linux/fs.h>

/**
 * fs_file_open() - open a file through a mount of its own
 * @type: "sysfs", "devtmpfs", "hugetlbfs", ...
 * @name: its path below the root of that, without a slash at the front
 * @flags: O_...
 *
 * Built-in cases run before anything is mounted, and a module may be loaded in
 * any mount namespace.
 *
 * Return: the file, for filp_close(); or an error pointer, -ENODEV where there
 * is no such file system.
 */
struct file *fs_file_open(const char *type, const char *name, int flags);

#endif
