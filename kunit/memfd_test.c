// SPDX-License-Identifier: GPL-2.0
/*
 * memfd_pin_folios(): pins a part of a file of tmpfs or hugetlbfs, whole folios
 * of it and each once, and makes those that are not there.
 */
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mman.h>

#include "claim.h"
#include "compat.h"
#include "fs_file.h"
#include "suites.h"
#include "tally.h"
#include "user_mm.h"

#define ID "gup.memfd_pin_folios."

#ifdef PINCER_HAVE_MEMFD_PIN
#define PAGES 3
#define SIZE (PAGES * PAGE_SIZE)

static struct file *tmpfs_file(void)
{
	struct file *file = fs_file_open("tmpfs", "pincer", O_RDWR | O_CREAT);
	int error;

	if (IS_ERR(file))
		return file;
	error = vfs_truncate(&file->f_path, SIZE);
	if (!error)
		return file;
	filp_close(file, NULL);
	return ERR_PTR(error);
}

static void close_file(struct file *file)
{
	filp_close(file, NULL);
	/* Its folios are given back when it is gone. */
	flush_delayed_fput();
}

/**
 * struct file_range - part of a file of three pages, in quarters of a page
 * @name: as it appears in contract ids
 * @start: where it begins
 * @last: the last one that belongs to it
 * @max: how many folios are taken
 * @promise: how many come, or an error
 */
static const struct file_range {
	const char *name;
	unsigned int start;
	unsigned int last;
	unsigned int max;
	const char *promise;
} ranges[] = {
	{ "missing", 0, 11, 8, "3@0" },
	{ "present", 0, 11, 8, "3@0" },
	{ "one", 4, 7, 8, "1@0" },
	{ "across", 3, 4, 8, "2@0.75p" },
	{ "limited", 0, 11, 2, "2@0" },
	{ "backwards", 8, 3, 8, "EINVAL" },
	{ "beyond", 8, 12, 8, "EINVAL" },
	{ "no_room", 0, 11, 0, "EINVAL" },
};

static void one_range(struct kunit *test, struct file *file,
		      const struct file_range *r)
{
	char id[CLAIM_ID], seen[CLAIM_TEXT], where[24];
	struct folio *folios[8];
	pgoff_t offset = 0;
	long got;

	got = memfd_pin_folios(file, r->start * PAGE_SIZE / 4,
			       (r->last + 1) * PAGE_SIZE / 4 - 1, folios,
			       r->max, &offset);
	if (got < 0) {
		claim_amount(seen, sizeof(seen), got);
	} else {
		claim_amount(where, sizeof(where), offset);
		snprintf(seen, sizeof(seen), "%ld@%s", got, where);
		unpin_folios(folios, got);
	}
	snprintf(id, sizeof(id), ID "%s", r->name);
	claim(test, id, seen, r->promise);
}

static void tmpfs_ranges(struct kunit *test)
{
	struct file *file = tmpfs_file();
	size_t i;

	if (IS_ERR(file)) {
		claim_skip(test, ID "missing", "CONFIG_TMPFS is off");
		return;
	}
	for (i = 0; i < ARRAY_SIZE(ranges); i++)
		one_range(test, file, &ranges[i]);
	close_file(file);
}

/* A file that is no such memory. */
static void other_file(struct kunit *test)
{
	struct file *file = fs_file_open("sysfs", "kernel/notes", O_RDONLY);
	struct folio *folio = NULL;
	char seen[CLAIM_TEXT];
	pgoff_t offset;
	long got;

	if (IS_ERR(file)) {
		claim_skip(test, ID "other_file", "CONFIG_SYSFS is off");
		return;
	}
	got = memfd_pin_folios(file, 0, 0, &folio, 1, &offset);
	claim_amount(seen, sizeof(seen), got);
	if (got > 0)
		unpin_folios(&folio, got);
	claim(test, ID "other_file", seen, "EINVAL");
	filp_close(file, NULL);
}

/* What is there already, pinned once more, and how that is counted. */
#define ATTEMPTS 3

static void pin_again(struct file *file, struct folio **folios, long nr,
		      char *seen)
{
	struct tally before, during, after;
	struct page *pages[PAGES] = { };
	struct folio *again[PAGES];
	char counters[24];
	pgoff_t offset;
	long i, got;

	for (i = 0; i < nr; i++)
		pages[i] = folio_page(folios[i], 0);
	tally(&before, pages, nr);
	got = memfd_pin_folios(file, PAGE_SIZE, SIZE - 1, again, PAGES,
			       &offset);
	tally(&during, pages, nr);
	if (got > 0)
		unpin_folios(again, got);
	tally(&after, pages, nr);
	tally_hold(&before, &during, got, seen);
	snprintf(counters, sizeof(counters), ",+%ld-%ld",
		 after.acquired - before.acquired,
		 after.released - before.released);
	strlcat(seen, counters, CLAIM_TEXT);
}

static void holds(struct kunit *test, const char *id, struct file *file,
		  const char *promise)
{
	struct folio *folios[PAGES];
	char seen[CLAIM_TEXT];
	pgoff_t offset;
	long nr;
	int i;

	nr = memfd_pin_folios(file, PAGE_SIZE, SIZE - 1, folios, PAGES,
			      &offset);
	if (nr < 0) {
		claim_error(test, id, "pinning", nr);
		return;
	}
	for (i = 0; i < ATTEMPTS; i++) {
		pin_again(file, folios, nr, seen);
		if (!strcmp(seen, promise))
			break;
	}
	unpin_folios(folios, nr);
	claim(test, id, seen, promise);
}

static void small_folios(struct kunit *test)
{
	struct file *file = tmpfs_file();

	if (IS_ERR(file)) {
		claim_skip(test, ID "small_folios", "CONFIG_TMPFS is off");
		return;
	}
	holds(test, ID "small_folios", file, "pin,+2-2");
	close_file(file);
}

/* Two pages of one folio are one folio. It is mapped, so that it is there. */
static void hugetlb_folio(struct kunit *test)
{
	static const char id[] = ID "hugetlb_folio";
	struct file *file = fs_file_open("hugetlbfs", "pincer",
					 O_RDWR | O_CREAT);
	unsigned long addr;
	struct page *page;
	size_t length;
	int error;

	if (IS_ERR(file)) {
		claim_skip(test, id, "CONFIG_HUGETLBFS is off");
		return;
	}
	length = file_inode(file)->i_sb->s_blocksize;
	error = user_mm_enter(test);
	addr = error ? error : user_mm_map_file(test, file, length,
						PROT_READ | PROT_WRITE);
	if (error) {
		claim_skip(test, id, user_mm_why());
	} else if (IS_ERR_VALUE(addr)) {
		claim_skip(test, id,
			   "no huge page is set aside: vm.nr_hugepages");
	} else {
		error = user_mm_page(addr, true, &page);
		if (error) {
			claim_error(test, id, "faulting in", error);
		} else {
			put_page(page);
			holds(test, id, file, "pin,+1-1");
		}
		user_mm_unmap(addr, length);
	}
	user_mm_leave(test);
	close_file(file);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(tmpfs_ranges),
	KUNIT_CASE(other_file),
	KUNIT_CASE(small_folios),
	KUNIT_CASE(hugetlb_folio),
	{ }
};
#else
static void missing(struct kunit *test)
{
	claim_skip(test, ID "missing", "this kernel has no memfd_pin_folios()");
}

static struct kunit_case cases[] = {
	KUNIT_CASE(missing),
	{ }
};
#endif

struct kunit_suite pincer_memfd_suite = {
	.name = "pincer_memfd",
	.test_cases = cases,
};
