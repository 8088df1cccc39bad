/* SPDX-License-Identifier: GPL-2.0 */
/* Files of the kernel's own, whether or not their file system is mounted. */
#ifndef PINCER_FS_FILE_H
#define PINCER_FS_FILE_H

#include <linux/fs.h>

/**
 * fs_file_open() - open a file by way of a mount that is there for that only
 * @type: "sysfs", "devtmpfs", "hugetlbfs", ...
 * @name: its path below the root of that, without a slash at the front
 * @flags: O_...
 *
 * Built-in cases run before anything is mounted, and a module's need not see
 * the same names as whoever loads it.
 *
 * Return: the file, for filp_close(); or an error pointer, -ENODEV where there
 * is no such file system.
 */
struct file *fs_file_open(const char *type, const char *name, int flags);

#endif
