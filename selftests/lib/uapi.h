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
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
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

/*
 * user_addr of struct io_sqring_offsets was resv2 before. Enumerators and
 * structs cannot be tested by #ifdef: those have a name of our own, RING_*.
 */
#ifdef IORING_SETUP_NO_MMAP
#define RING_USER_ADDR user_addr
#else
#define IORING_SETUP_NO_MMAP (1U << 14)
#define RING_USER_ADDR resv2
#endif
#define RING_CLONE_BUFFERS 30
#define RING_MEM_REGION 34
#define RING_MEM_REGION_USER 1
#define RING_MEM_REGION_WAIT_ARG 1
#define RING_ENTER_EXT_ARG_REG (1U << 6)
#define RING_WAIT_TS (1U << 0)
#define RING_URING_CMD 46
#define RING_READV_FIXED 60
#define RING_WRITEV_FIXED 61

/* UFFD_USER_MODE_ONLY, which needs no privilege. */
#define UFFD_USER_MODE 1

/* UFFD_FEATURE_MOVE */
#define UFFD_KNOWS_MOVE (1 << 16)

/** struct uffd_move - the argument of UFFD_MOVE */
struct uffd_move {
	__u64 dst;
	__u64 src;
	__u64 len;
	__u64 mode;
	__s64 move;
};

#define UFFD_MOVE _IOWR(0xaa, 0x05, struct uffd_move)

/* IORING_SETUP_SQE128 | IORING_SETUP_CQE32: entries of double size. */
#define RING_WIDE (1U << 10 | 1U << 11)

/** struct ring_clone_buffers - the argument of RING_CLONE_BUFFERS */
struct ring_clone_buffers {
	__u32 src_fd;
	__u32 flags;
	__u32 src_off;
	__u32 dst_off;
	__u32 nr;
	__u32 pad[3];
};

/** struct procmap_area - the argument of PROCMAP_AREA */
struct procmap_area {
	__u64 size;
	__u64 query_flags;
	__u64 query_addr;
	__u64 vma_start;
	__u64 vma_end;
	__u64 vma_flags;
	__u64 vma_page_size;
	__u64 vma_offset;
	__u64 inode;
	__u32 dev_major;
	__u32 dev_minor;
	__u32 vma_name_size;
	__u32 build_id_size;
	__u64 vma_name_addr;
	__u64 build_id_addr;
};

enum {
	PROCMAP_READ = 1, PROCMAP_WRITE = 2, PROCMAP_EXEC = 4,
	PROCMAP_SHARED = 8,
};

#define PROCMAP_AREA _IOWR('f', 17, struct procmap_area)

/** struct ring_region_desc - struct io_uring_region_desc */
struct ring_region_desc {
	__u64 user_addr;
	__u64 size;
	__u32 flags;
	__u32 id;
	__u64 mmap_offset;
	__u64 resv[4];
};

/** struct ring_mem_region - the argument of RING_MEM_REGION */
struct ring_mem_region {
	__u64 region;
	__u64 flags;
	__u64 resv[2];
};

/** struct ring_wait_arg - struct io_uring_reg_wait */
struct ring_wait_arg {
	__s64 seconds, nanoseconds;
	__u32 min_wait_usec;
	__u32 flags;
	__u64 sigmask;
	__u32 sigmask_size;
	__u32 pad[3];
	__u64 pad2[2];
};

/* f_type of statfs(). */
#define MAGIC_EXT4 0xef53
#define MAGIC_XFS 0x58465342
#define MAGIC_F2FS 0xf2f52010
#define MAGIC_VFAT 0x4d44
#define MAGIC_FUSE 0x65735546
#define MAGIC_TMPFS 0x01021994
#define MAGIC_SECRETMEM 0x5345434d

#endif
