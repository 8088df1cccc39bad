// SPDX-License-Identifier: GPL-2.0
/* Files in the page cache, and secretmem. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "memory/file_mapping.h"
#include "memory/verify.h"
#include "lib/uapi.h"
#include "memory/mappings.h"

/*
 * Maps the upper half of a file twice as long, so that make_memfd_below() can
 * map the lower half to the right of it: two VMAs that do not merge.
 */
static int make_memfd(struct part *part)
{
	part->fd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (part->fd < 0)
		return part_fail(part, "memfd_create");
	if (pattern_fill_file(part->fd, 0, part->len) ||
	    pattern_fill_file(part->fd, part->len, part->len))
		return part_fail(part, "write");
	return file_mapping_map(part, 0, part->len);
}

/* The lower half of the left part's file: one struct file, two VMAs. */
static int make_memfd_below(struct part *part)
{
	part->fd = dup(part->left->fd);
	if (part->fd < 0)
		return part_fail(part, "dup");
	return file_mapping_map(part, 0, 0);
}

static int verify_memfd_below(const struct part *part, char *text, size_t size)
{
	struct vma left, own;

	if (vma_at(part->left->page, &left) || vma_at(part->page, &own) ||
	    left.start == own.start)
		return verify_fail(text, size, "both halves are one VMA");
	return verify_note(text, size, "a VMA of its own");
}

/* Each page of the buffer maps the file's second page. */
static int make_repeated(struct part *part)
{
	const size_t page = getpagesize();
	int i, ret;

	part->fd = memfd_create("pincer", MFD_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, "memfd_create");
	if (pattern_fill_file(part->fd, 0, part->len))
		return part_fail(part, "write");
	ret = file_mapping_map(part, 0, 0);
	for (i = 1; i < part->pages && !ret; i++)
		if (mmap(part->page + i * page, page,
			 mapping_prot(part->kind), mapping_flags(part->kind),
			 part->fd, page) == MAP_FAILED)
			ret = part_fail(part, "mmap");
	return ret;
}

/* A store to the last page shows in all of them. */
static int verify_repeated(const struct part *part, char *text, size_t size)
{
	const size_t page = getpagesize();
	char *last = part->page + (part->pages - 1) * page;
	bool same = true;
	int i;

	++*(volatile char *)last;
	for (i = 0; i < part->pages; i++)
		if (((volatile char *)part->page)[i * page] != *last)
			same = false;
	--*(volatile char *)last;
	return same ? verify_note(text, size, "one page, %d times", i) :
		verify_fail(text, size, "several pages");
}

/* The mapping begins at the end of the file. */
static int make_beyond_eof(struct part *part)
{
	part->fd = memfd_create("pincer", MFD_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, "memfd_create");
	if (ftruncate(part->fd, part->len))
		return part_fail(part, "ftruncate");
	return file_mapping_map(part, 0, part->len);
}

/* The left part's inode, with a struct file of its own. */
static int make_memfd_reopened(struct part *part)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", part->left->fd);
	part->fd = open(path, O_RDWR | O_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, path);
	return file_mapping_map(part, 0, 0);
}

static int verify_memfd_reopened(const struct part *part, char *text,
				 size_t size)
{
	struct stat left, own;

	if (fstat(part->left->fd, &left) || fstat(part->fd, &own) ||
	    left.st_dev != own.st_dev || left.st_ino != own.st_ino)
		return verify_fail(text, size, "not the same inode");
	/* Each open file has a position; pwrite() left the first one at 0. */
	if (lseek(part->fd, 1, SEEK_SET) != 1 ||
	    lseek(part->left->fd, 0, SEEK_CUR) != 0)
		return verify_fail(text, size, "not a file of its own");
	return verify_note(text, size, "the same inode, another file");
}

/*
 * secretmem counts against RLIMIT_MEMLOCK; since 97d34aa65c29 a page beyond it
 * is a SIGBUS at the page fault.
 */
static bool may_lock(size_t bytes)
{
	struct rlimit limit;

	return !getrlimit(RLIMIT_MEMLOCK, &limit) && limit.rlim_cur >= bytes;
}

static int make_secretmem(struct part *part)
{
	errno = ENOMEM;
	if (!may_lock(16 * part->len))
		return part_fail(part, "RLIMIT_MEMLOCK");
	part->fd = syscall(SYS_memfd_secret, O_CLOEXEC);
	if (part->fd < 0)
		return part_fail(part, "memfd_secret");
	if (ftruncate(part->fd, part->len))
		return part_fail(part, "ftruncate");
	part->fill = FILL_ZERO;
	return file_mapping_map(part, 0, 0);
}

#define PROOF_MEMFD { .path = "/memfd:pincer", .magic = MAGIC_TMPFS }
#define NEED_EXT4 { .config = "EXT4_FS", .env = "PINCER_EXT4" }
#define PROOF_EXT4 { .path = "/", .magic = MAGIC_EXT4 }
#define SHMEM (M_READ | M_WRITE | M_SHARED | M_FILE | M_SHMEM)
#define SHARED (M_READ | M_WRITE | M_SHARED | M_FILE | M_DIRTY_TRACKED)

const struct mapping mappings_file[] = {
	{
		.name = "memfd", .title = "a memfd, shared",
		.props.flags = SHMEM, .states = 1 << STATE_WRITTEN,
		.proof = PROOF_MEMFD, .make = make_memfd,
	}, {
		.name = "memfd_ro", .title = "a memfd, shared, read-only",
		.props.flags = SHMEM & ~M_WRITE,
		.proof = PROOF_MEMFD, .make = make_memfd,
	}, {
		.name = "memfd_below",
		.title = "the half of the same memfd that comes before",
		.props.flags = SHMEM, .traits = T_NEEDS_LEFT | T_SAME_FILE,
		.proof = PROOF_MEMFD,
		.make = make_memfd_below, .verify = verify_memfd_below,
	}, {
		.name = "memfd_reopened",
		.title = "the same memfd through another open file",
		.props.flags = SHMEM, .traits = T_NEEDS_LEFT, .proof = PROOF_MEMFD,
		.make = make_memfd_reopened, .verify = verify_memfd_reopened,
	}, {
		.name = "repeated",
		.title = "a page of a memfd, mapped many times in a row",
		.props.flags = SHMEM, .traits = T_PREMAPPED | T_REPEATED,
		.pages = 3, .proof = PROOF_MEMFD,
		.make = make_repeated, .verify = verify_repeated,
	}, {
		.name = "beyond_eof",
		.title = "a memfd, shared, behind its end",
		.props.flags = SHMEM | M_NO_PAGE, .traits = T_PAIRED,
		.proof = PROOF_MEMFD,
		.make = make_beyond_eof, .verify = verify_no_page,
	}, {
		.name = "ext4_shared", .title = "a file on ext4, shared",
		.props.flags = SHARED, .traits = T_PAIRED,
		.states = 1 << STATE_READ | 1 << STATE_WRITTEN,
		.need = NEED_EXT4, .proof = PROOF_EXT4, .make = file_mapping_make,
	}, {
		.name = "ext4_shared_ro",
		.title = "a file on ext4, shared, read-only",
		.props.flags = SHARED & ~M_WRITE,
		.need = NEED_EXT4, .proof = PROOF_EXT4, .make = file_mapping_make,
	}, {
		.name = "ext4_private", .title = "a file on ext4, private",
		.props.flags = M_READ | M_WRITE | M_FILE,
		.states = 1 << STATE_READ | 1 << STATE_WRITTEN,
		.need = NEED_EXT4, .proof = PROOF_EXT4, .make = file_mapping_make,
	}, {
		.name = "xfs_shared", .title = "a file on xfs, shared",
		.props.flags = SHARED,
		.states = 1 << STATE_WRITTEN,
		.need = { .config = "XFS_FS", .env = "PINCER_XFS" },
		.proof = { .path = "/", .magic = MAGIC_XFS },
		.make = file_mapping_make,
	}, {
		.name = "f2fs_shared", .title = "a file on f2fs, shared",
		.props.flags = SHARED,
		.states = 1 << STATE_WRITTEN,
		.need = { .config = "F2FS_FS", .env = "PINCER_F2FS" },
		.proof = { .path = "/", .magic = MAGIC_F2FS },
		.make = file_mapping_make,
	}, {
		.name = "tmpfs_shared", .title = "a file on tmpfs, shared",
		.props.flags = SHMEM,
		.need = { .config = "TMPFS", .env = "PINCER_TMPFS" },
		.proof = { .path = "/", .magic = MAGIC_TMPFS },
		.make = file_mapping_make,
	}, {
		.name = "secretmem", .title = "memfd_secret() memory",
		.props.flags = M_READ | M_WRITE | M_SHARED | M_FILE | M_SECRET,
		.traits = T_PAIRED, .states = 1 << STATE_WRITTEN,
		.need = { .config = "SECRETMEM", .feature = C_SECRETMEM },
		.proof = { .path = "/secretmem", .magic = MAGIC_SECRETMEM },
		.make = make_secretmem,
	}, {}
};
