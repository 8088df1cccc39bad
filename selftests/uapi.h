/* SPDX-License-Identifier: GPL-2.0 */
/* Kernel constants that are newer than the headers we may be built with. */
#ifndef PINCER_UAPI_H
#define PINCER_UAPI_H

#include <linux/io_uring.h>
#include <linux/stat.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif
#ifndef MAP_SYNC
#define MAP_SYNC 0x080000
#endif
#ifndef MAP_SHARED_VALIDATE
#define MAP_SHARED_VALIDATE 0x03
#endif
#ifndef MAP_HUGETLB
#define MAP_HUGETLB 0x040000
#endif
#ifndef STATX_ATTR_DAX
#define STATX_ATTR_DAX 0x00200000
#endif
#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif

/* What statfs() says of the file systems that a mapping has to prove. */
#define MAGIC_EXT4 0xef53
#define MAGIC_TMPFS 0x01021994
#define MAGIC_SECRETMEM 0x5345434d

#endif
