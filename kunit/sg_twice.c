// SPDX-License-Identifier: GPL-2.0
/*
 * extract_iter_to_sg(): a call that fails gives back what it took itself, and
 * nothing of what the table had before.
 */
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/scatterlist.h>

#include "cases.h"
#include "claim.h"
#include "compat.h"
#include "iter_fixture.h"
#include "user_mm.h"

#ifdef PINCER_HAVE_EXTRACT_SG

#define PAGES 4
#define LENGTH (PAGES * PAGE_SIZE)
#define EACH (PAGES / 2)

/* The second call has a hole at its end. */
static ssize_t extract(struct sg_table *table, unsigned long addr,
		       unsigned int direction)
{
	struct iovec iov = {
		.iov_base = (void __user *)addr, .iov_len = EACH * PAGE_SIZE,
	};
	struct iov_iter iter;

	iov_iter_init(&iter, direction, &iov, 1, iov.iov_len);
	return extract_iter_to_sg(&iter, iov.iov_len, table, EACH, 0);
}

/* What must be pinned: the pages of the first call, but not that of the second. */
static void name_pins(struct page *const *pages, char *observed)
{
	unsigned int i;

	for (i = 0; i < EACH; i++)
		if (!pincer_maybe_pinned(pages[i])) {
			strlcat(observed, ",first_unpinned", CLAIM_TEXT);
			return;
		}
	if (pincer_maybe_pinned(pages[EACH]))
		strlcat(observed, ",second_pinned", CLAIM_TEXT);
}

static void unpin(struct page *const *pages)
{
	unsigned int i;

	for (i = 0; i <= EACH; i++)
		if (pincer_maybe_pinned(pages[i]))
			unpin_user_page(pages[i]);
}

/* "EFAULT,2" and all that is not as the first call left it. */
static void call_twice(unsigned long addr, unsigned int direction,
		       struct page *const *pages, char *observed)
{
	struct scatterlist sg[PAGES + 2];
	struct sg_table table = { .sgl = sg };
	char second[24];
	unsigned int i;

	sg_init_table(sg, ARRAY_SIZE(sg));
	if (extract(&table, addr, direction) != EACH * PAGE_SIZE) {
		strscpy(observed, "first_fails", CLAIM_TEXT);
		return;
	}
	table.orig_nents = table.nents;
	claim_amount(second, sizeof(second),
		     extract(&table, addr + EACH * PAGE_SIZE, direction));
	snprintf(observed, CLAIM_TEXT, "%s,%u", second, table.nents);
	for (i = 0; i < EACH; i++)
		if (sg_page(&sg[i]) != pages[i] || sg[i].length != PAGE_SIZE)
			strlcat(observed, ",changed", CLAIM_TEXT);
	name_pins(pages, observed);
	unpin(pages);
}

static int get_pages_there(unsigned long addr, struct page **pages)
{
	unsigned int i;
	int error = 0;

	for (i = 0; i <= EACH && !error; i++)
		error = user_mm_page(addr + i * PAGE_SIZE, &pages[i]);
	return error;
}

static void put_pages_there(struct page *const *pages)
{
	unsigned int i;

	for (i = 0; i <= EACH; i++)
		if (pages[i])
			put_page(pages[i]);
}

static void claim_second(struct kunit *test, unsigned int direction)
{
	char id[CLAIM_ID], observed[CLAIM_TEXT];
	struct page *pages[EACH + 1] = { };
	unsigned long addr;
	int error;

	snprintf(id, sizeof(id), "iov_iter.extract_iter_to_sg.user.second_fails:%s",
		 direction_name(direction));
	addr = user_mm_claim_map(test, id, LENGTH, PROT_READ | PROT_WRITE);
	if (!addr)
		return;
	error = get_pages_there(addr, pages);
	user_mm_unmap(addr + LENGTH - PAGE_SIZE, PAGE_SIZE);
	if (error) {
		claim_error(test, id, "mapping", error);
	} else {
		call_twice(addr, direction, pages, observed);
		claim(test, id, observed, "EFAULT,2");
	}
	put_pages_there(pages);
	user_mm_end(addr, LENGTH);
}

void sg_second_fails(struct kunit *test)
{
	claim_second(test, READ);
	claim_second(test, WRITE);
}
#else
void sg_second_fails(struct kunit *test)
{
	claim_skip(test, "iov_iter.extract_iter_to_sg.user.second_fails:dest",
		   "this kernel has no extract_iter_to_sg()");
}
#endif
