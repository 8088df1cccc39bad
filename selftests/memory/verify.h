/* SPDX-License-Identifier: GPL-2.0 */
/* Evidence of what a mapping is, from /proc and system calls. */
#ifndef PINCER_VERIFY_H
#define PINCER_VERIFY_H

#include <stdbool.h>

#include "model/mapping.h"

/** struct vma - a VMA as /proc/self/maps shows it */
struct vma {
	unsigned long start, end;
	char perms[8];		/* "rw-s" */
	char path[128];		/* "/memfd:pincer (deleted)", "" for anon */
};

/** vma_has_flag() - whether VmFlags of the VMA that holds @at has a word */
bool vma_has_flag(const void *at, const char *word);

/**
 * vma_at() - the VMA that holds an address
 * @at: the address
 * @vma: filled in
 *
 * Return: 0, or -ENOENT when nothing is mapped there.
 */
int vma_at(const void *at, struct vma *vma);

/**
 * verify_vma() - that a part is mapped as its kind's properties and proof say
 * @part: the part
 * @text: the evidence is appended
 * @size: bytes in @text
 *
 * Return: 0, or -EINVAL with what was found instead in @text.
 */
int verify_vma(const struct part *part, char *text, size_t size);

/** verify_fs() - that its file lies on the file system it should; as above */
int verify_fs(const struct part *part, char *text, size_t size);

/**
 * verify_no_page() - that write() from it fails with EFAULT, although the VMA is
 *	readable; as above
 */
int verify_no_page(const struct part *part, char *text, size_t size);

/**
 * verify_folio() - that its pages lie side by side in one large folio, and that
 *	none is the first of it; as above
 */
int verify_folio(const struct part *part, char *text, size_t size);

/* Bits of /proc/self/pagemap. */
#define PAGE_PRESENT (1ULL << 63)
#define PAGE_OF_FILE (1ULL << 61)
#define PAGE_EXCLUSIVE (1ULL << 56)
#define PAGE_NUMBER ((1ULL << 55) - 1)	/* 0 without CAP_SYS_ADMIN */

/**
 * pagemap_entry() - read an entry of /proc/self/pagemap
 * @page: an address
 * @entry: receives PAGE_* and other bits
 *
 * Return: 0 or -errno.
 */
int pagemap_entry(const void *page, uint64_t *entry);

/** page_is_tail() - whether a page frame is of a large folio, but not its first */
bool page_is_tail(uint64_t number);

/**
 * page_is_large_on_lru() - whether a page frame is the first of a large folio on an
 *	LRU list, which a folio leaves when it is freed; false without privilege
 */
bool page_is_large_on_lru(uint64_t number);

/** verify_note() - append to the evidence; always returns 0 */
int verify_note(char *text, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/** verify_fail() - append what is wrong; always returns -EINVAL */
int verify_fail(char *text, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
