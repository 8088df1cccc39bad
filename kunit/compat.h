/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The differences between kernels. PINCER_HAVE_... comes from the probes of
 * headers in Makefile. Only this file compares versions, and only where no
 * header shows the difference.
 */
#ifndef PINCER_COMPAT_H
#define PINCER_COMPAT_H

#include <kunit/test.h>
#include <linux/bvec.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/uio.h>
#include <linux/version.h>

#ifdef PINCER_HAVE_EXTRACT_PAGES
#define PINCER_ALLOW_P2PDMA ITER_ALLOW_P2PDMA
#else
#define PINCER_ALLOW_P2PDMA 0
#endif

#ifdef PINCER_HAVE_FOLIO
static inline bool pincer_maybe_pinned(struct page *page)
{
	return folio_maybe_dma_pinned(page_folio(page));
}
#else
static inline bool pincer_maybe_pinned(struct page *page)
{
	return page_maybe_dma_pinned(page);
}
#endif

/* A large folio has a count of its pins; a small one has room for none. */
#ifdef PINCER_HAVE_FOLIO_PINCOUNT
static inline bool pincer_has_pincount(struct page *head)
{
	return folio_test_large(page_folio(head));
}

static inline long pincer_pincount(struct page *head)
{
	return atomic_read(&page_folio(head)->_pincount);
}
#else
static inline bool pincer_has_pincount(struct page *head)
{
	return hpage_pincount_available(head);
}

static inline long pincer_pincount(struct page *head)
{
	return compound_pincount(head);
}
#endif

/*
 * Since 4c630f307455 (6.5) GUP has no array of VMAs. Who calls one without
 * "fast" holds the mmap lock; "remote" ones are given current->mm.
 */
#ifdef PINCER_HAVE_GUP_VMAS
#define pincer_get_user_pages(addr, nr, flags, pages) \
	get_user_pages(addr, nr, flags, pages, NULL)
#define pincer_pin_user_pages(addr, nr, flags, pages) \
	pin_user_pages(addr, nr, flags, pages, NULL)
#define pincer_get_user_pages_remote(addr, nr, flags, pages, locked) \
	get_user_pages_remote(current->mm, addr, nr, flags, pages, NULL, locked)
#define pincer_pin_user_pages_remote(addr, nr, flags, pages, locked) \
	pin_user_pages_remote(current->mm, addr, nr, flags, pages, NULL, locked)
#else
#define pincer_get_user_pages get_user_pages
#define pincer_pin_user_pages pin_user_pages
#define pincer_get_user_pages_remote(addr, nr, flags, pages, locked) \
	get_user_pages_remote(current->mm, addr, nr, flags, pages, locked)
#define pincer_pin_user_pages_remote(addr, nr, flags, pages, locked) \
	pin_user_pages_remote(current->mm, addr, nr, flags, pages, locked)
#endif

/* Since 1ef255e25717 (6.0) it has another name, and advances the iterator. */
#ifdef PINCER_HAVE_GET_PAGES2
#define PINCER_GET_PAGES_ADVANCES true
#define pincer_get_pages iov_iter_get_pages2
#define pincer_get_pages_alloc iov_iter_get_pages_alloc2
#else
#define PINCER_GET_PAGES_ADVANCES false
#define pincer_get_pages iov_iter_get_pages
#define pincer_get_pages_alloc iov_iter_get_pages_alloc
#endif

/* Since 6.3 FOLL_PIN is defined in mm/internal.h. */
#ifdef PINCER_HAVE_FOLL_PIN
#define PINCER_FOLL_PIN FOLL_PIN
#else
#define PINCER_FOLL_PIN (1 << 19)
#endif

/* iov_iter_extract_bvecs() had no alignment mask at first. */
#ifdef PINCER_HAVE_EXTRACT_BVECS
static inline ssize_t pincer_extract_bvecs(struct iov_iter *iter,
					   struct bio_vec *bv, size_t size,
					   unsigned short *nr,
					   unsigned short max,
					   unsigned int mask)
{
#ifdef PINCER_HAVE_EXTRACT_BVECS_ALIGN
	return iov_iter_extract_bvecs(iter, bv, size, nr, max, mask, 0);
#else
	return iov_iter_extract_bvecs(iter, bv, size, nr, max, 0);
#endif
}
#endif

/* Open a file by its path from the root of a mount. */
static inline struct file *pincer_open(struct vfsmount *mnt, const char *name,
				       int flags)
{
#ifdef PINCER_HAVE_OPEN_ROOT_MNT
	return file_open_root_mnt(mnt, name, flags, 0600);
#else
	return file_open_root(mnt->mnt_root, mnt, name, flags, 0600);
#endif
}

/* Splice from a file into a pipe by direct I/O, without the page cache. */
static inline ssize_t pincer_splice_read(struct file *file, loff_t *at,
					 struct pipe_inode_info *pipe,
					 size_t length)
{
#ifdef PINCER_HAVE_COPY_SPLICE_READ
	return copy_splice_read(file, at, pipe, length, 0);
#else
	return generic_file_splice_read(file, at, pipe, length, 0);
#endif
}

#ifdef PINCER_HAVE_KUNIT_SKIP
#define pincer_mark_skipped(test, fmt, ...) \
	kunit_mark_skipped(test, fmt, ##__VA_ARGS__)
#else
/* This KUnit knows no skips: only the claim's line shows one. */
#define pincer_mark_skipped(test, fmt, ...) \
	kunit_info(test, "skipped: " fmt, ##__VA_ARGS__)
#endif

/*
 * Parameterised cases, also where KUnit has none:
 *
 *   PINCER_GENERATOR(name) { ... }	generates from (const void *prev, char *desc)
 *   PINCER_CASE_BODY(fn, generator)	follows the definition of the case fn()
 *   PINCER_CASE(fn, generator)		is its row in the suite
 *   pincer_param(test)			is the current parameter
 */
#if defined(PINCER_HAVE_KUNIT_PARAM)
#ifdef PINCER_HAVE_KUNIT_PARAM_TEST
#define PINCER_GENERATOR(name_) \
	static const void *name_(struct kunit *test, const void *prev, \
				 char *desc)
#else
#define PINCER_GENERATOR(name_) \
	static const void *name_(const void *prev, char *desc)
#endif
#define PINCER_CASE(fn, generator) KUNIT_CASE_PARAM(fn, generator)
#define PINCER_CASE_BODY(fn, generator)
#define pincer_param(test) ((test)->param_value)
#else
#define KUNIT_PARAM_DESC_SIZE 128
#define PINCER_GENERATOR(name_) \
	static const void *name_(const void *prev, char *desc)
#define PINCER_CASE(fn, generator) KUNIT_CASE(fn##_each)
#define PINCER_CASE_BODY(fn, generator)					\
static void fn##_each(struct kunit *test)				\
{									\
	char desc[KUNIT_PARAM_DESC_SIZE];				\
									\
	test->priv = NULL;						\
	while ((test->priv = (void *)generator(test->priv, desc)))	\
		fn(test);						\
}
#define pincer_param(test) ((const void *)(test)->priv)
#endif

/* Run suites now. @suites ends with a NULL that @nr does not count. */
static inline int pincer_suites_init(struct kunit_suite **suites, int nr)
{
#if defined(PINCER_HAVE_KUNIT_SUITES_RUN)
	return __kunit_test_suites_init(suites, nr, true);
#elif defined(PINCER_HAVE_KUNIT_SUITES_NR)
	return __kunit_test_suites_init(suites, nr);
#else
	return __kunit_test_suites_init(suites);
#endif
}

static inline void pincer_suites_exit(struct kunit_suite **suites, int nr)
{
#ifdef PINCER_HAVE_KUNIT_SUITES_NR
	__kunit_test_suites_exit(suites, nr);
#else
	__kunit_test_suites_exit(suites);
#endif
}

/* Run one suite, and remove its directory from KUnit's debugfs. */
static inline int pincer_run_suite(struct kunit_suite *suite)
{
	struct kunit_suite *suites[] = { suite, NULL };
	int error = pincer_suites_init(suites, 1);

	if (!error)
		pincer_suites_exit(suites, 1);
	return error;
}

/* Symbols that are exported to KUnit tests only, such as kunit_vm_mmap(). */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
#define PINCER_KUNIT_NAMESPACE MODULE_IMPORT_NS("EXPORTED_FOR_KUNIT_TESTING")
#elif defined(PINCER_HAVE_KUNIT_VM_MMAP)
#define PINCER_KUNIT_NAMESPACE MODULE_IMPORT_NS(EXPORTED_FOR_KUNIT_TESTING)
#else
#define PINCER_KUNIT_NAMESPACE
#endif

#endif
