// SPDX-License-Identifier: GPL-2.0
/*
 * memfd_pin_folios(): pins the folios of a range of a tmpfs or hugetlbfs file,
 * each once, and allocates those that are missing.
 */
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mman.h>

#include "claim.h"
#include "compat.h"
#include "fs_file.h"
#include "suites.h"
#include "pin_counts.h"
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
	/* Its folios are freed with it. */
	flush_delayed_fput();
}

/**
 * struct file_range - a range of a file of three pages, in quarters of a page
 * @name: as it appears in contract ids
 * @start: its first quarter
 * @last: its last one
 * @max: entries in the array
 * @promise: the folios returned "@" the offset in the first; or an errno
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

static void claim_range(struct kunit *test, struct file *file,
			const struct file_range *r)
{
	char id[CLAIM_ID], observed[CLAIM_TEXT], where[24];
	struct folio *folios[8];
	pgoff_t offset = 0;
	long got;

	got = memfd_pin_folios(file, r->start * PAGE_SIZE / 4,
			       (r->last + 1) * PAGE_SIZE / 4 - 1, folios,
			       r->max, &offset);
	if (got < 0) {
		claim_amount(observed, sizeof(observed), got);
	} else {
		claim_amount(where, sizeof(where), offset);
		snprintf(observed, sizeof(observed), "%ld@%s", got, where);
		unpin_folios(folios, got);
	}
	snprintf(id, sizeof(id), ID "%s", r->name);
	claim(test, id, observed, r->promise);
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
		claim_range(test, file, &ranges[i]);
	close_file(file);
}

/* Neither tmpfs nor hugetlbfs. */
static void other_file(struct kunit *test)
{
	struct file *file = fs_file_open("sysfs", "kernel/notes", O_RDONLY);
	struct folio *folio = NULL;
	char observed[CLAIM_TEXT];
	pgoff_t offset;
	long got;

	if (IS_ERR(file)) {
		claim_skip(test, ID "other_file", "CONFIG_SYSFS is off");
		return;
	}
	got = memfd_pin_folios(file, 0, 0, &folio, 1, &offset);
	claim_amount(observed, sizeof(observed), got);
	if (got > 0)
		unpin_folios(&folio, got);
	claim(test, ID "other_file", observed, "EINVAL");
	filp_close(file, NULL);
}

/* Pin the second and third page of a file, in @folios. */
static long pin(struct file *file, struct folio **folios)
{
	pgoff_t offset;

	return memfd_pin_folios(file, PAGE_SIZE, SIZE - 1, folios, PAGES,
				&offset);
}

/* In which order unpin_folios() is given what was pinned. */
enum listing {
	LIST_ONCE,	/* a, b */
	LIST_GROUPED,	/* a, a, b, b: pinned twice */
	LIST_IN_TURN,	/* a, b, a, b: pinned twice */
};

static void unpin(struct folio *const *folios, long nr, enum listing listing)
{
	const int times = listing == LIST_ONCE ? 1 : 2;
	struct folio *all[2 * PAGES];
	long i;

	for (i = 0; i < times * nr; i++)
		all[i] = folios[listing == LIST_GROUPED ? i / times : i % nr];
	unpin_folios(all, times * nr);
}

/* Pin folios that are present once more, or twice, and see their counts. */
static void pin_again(struct file *file, struct folio **folios, long nr,
		      enum listing listing, char *observed)
{
	struct pin_counts before, during, after;
	struct page *pages[PAGES] = { };
	struct folio *again[PAGES];
	long i, got, all;

	for (i = 0; i < nr; i++)
		pages[i] = folio_page(folios[i], 0);
	pin_counts_read(&before, pages, nr);
	all = got = pin(file, again);
	if (got > 0 && listing != LIST_ONCE)
		all += pin(file, again);
	pin_counts_read(&during, pages, nr);
	if (got > 0)
		unpin(again, got, listing);
	pin_counts_read(&after, pages, nr);
	pin_counts_all(&before, &during, &after, all, observed);
}

static void claim_counts(struct kunit *test, const char *id, struct file *file,
			 enum listing listing, const char *promise)
{
	struct folio *folios[PAGES];
	char observed[CLAIM_TEXT];
	long nr = pin(file, folios);
	int i;

	if (nr < 0) {
		claim_error(test, id, "pinning", nr);
		return;
	}
	for (i = 0; i < PIN_COUNTS_ATTEMPTS; i++) {
		pin_again(file, folios, nr, listing, observed);
		if (!strcmp(observed, promise))
			break;
	}
	unpin_folios(folios, nr);
	claim(test, id, observed, promise);
}

static void small_folios(struct kunit *test)
{
	struct file *file = tmpfs_file();

	if (IS_ERR(file)) {
		claim_skip(test, ID "small_folios", "CONFIG_TMPFS is off");
		return;
	}
	claim_counts(test, ID "small_folios", file, LIST_ONCE, "pin,+2-2");
	claim_counts(test, ID "listed.grouped", file, LIST_GROUPED, "pin,+4-4");
	claim_counts(test, ID "listed.in_turn", file, LIST_IN_TURN, "pin,+4-4");
	close_file(file);
}

/* Fault in the folio of a hugetlbfs file, and pin two pages of it. */
static void claim_hugetlb(struct kunit *test, const char *id, struct file *file)
{
	size_t length = file_inode(file)->i_sb->s_blocksize;
	unsigned long addr = user_mm_map_file(test, file, length,
					      PROT_READ | PROT_WRITE);
	int error;

	if (IS_ERR_VALUE(addr)) {
		claim_skip(test, id,
			   "no huge page is set aside: vm.nr_hugepages");
		return;
	}
	error = user_mm_fault(addr, 1);
	if (error)
		claim_error(test, id, "faulting in", error);
	else
		claim_counts(test, id, file, LIST_ONCE, "pin,+1-1");
	user_mm_unmap(addr, length);
}

static void hugetlb_folio(struct kunit *test)
{
	static const char id[] = ID "hugetlb_folio";
	struct file *file = fs_file_open("hugetlbfs", "pincer",
					 O_RDWR | O_CREAT);

	if (IS_ERR(file)) {
		claim_skip(test, id, "CONFIG_HUGETLBFS is off");
		return;
	}
	if (user_mm_enter())
		claim_skip(test, id, user_mm_skip_reason());
	else
		claim_hugetlb(test, id, file);
	user_mm_leave();
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
