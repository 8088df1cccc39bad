// SPDX-License-Identifier: GPL-2.0
/*
 * PIPE, which was until 6.5: it makes its own pages, and has no way to say of
 * which kind they be. Nothing makes a pipe for a module, so built in only.
 */
#include <linux/mm.h>
#include <linux/pipe_fs_i.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "suites.h"
#include "user_mm.h"

#define PAGES_ID "iov_iter.get_pages.pipe.pages"
#define FULL_ID "iov_iter.get_pages.pipe.full"

#if !defined(PINCER_HAVE_PIPE) || defined(MODULE)
static void pipe(struct kunit *test)
{
#ifdef PINCER_HAVE_PIPE
	static const char why[] =
		"alloc_pipe_info() is not exported: build PINCER_KUNIT in";
#else
	static const char why[] = "this kernel has no such iterator";
#endif

	claim_skip(test, PAGES_ID, why);
	claim_skip(test, FULL_ID, why);
}
#else
/* The pages are the pipe's, in order, with a reference for us. */
static void look(const struct haul *haul, const struct pipe_inode_info *pipe,
		 char *seen)
{
	const char *what = "reference";
	unsigned int i;

	for (i = 0; i < haul->nr; i++) {
		struct page *page = haul->at[i].page;

		if (!page || page != pipe->bufs[i].page)
			what = "wrong_page";
		else if (page_ref_count(page) != 2)
			what = "wrong_count";
	}
	claim_amount(seen, CLAIM_TEXT / 2, haul->got);
	strlcat(seen, ",", CLAIM_TEXT);
	strlcat(seen, what, CLAIM_TEXT);
}

static void pipe(struct kunit *test)
{
	const struct api *api = api_at(0);
	struct pipe_inode_info *pipe = alloc_pipe_info();
	struct haul some = { }, rest = { }, none = { };
	char seen[CLAIM_TEXT];
	struct iov_iter iter;

	if (!pipe) {
		claim_error(test, PAGES_ID, "alloc_pipe_info", -ENOMEM);
		return;
	}
	iov_iter_pipe(&iter, READ, pipe, 64 * PAGE_SIZE);
	api->take(&iter, PAGE_SIZE + PAGE_SIZE / 2, HAUL_MAX, &some);
	look(&some, pipe, seen);
	claim(test, PAGES_ID, seen, "1.5p,reference");
	haul_release(&some, HOLD_REF);

	/* It takes up in the middle of its second page. */
	api->take(&iter, 64 * PAGE_SIZE, HAUL_MAX, &rest);
	haul_release(&rest, HOLD_REF);
	api->take(&iter, PAGE_SIZE, HAUL_MAX, &none);
	claim_amount(seen, sizeof(seen) / 2, rest.got);
	strlcat(seen, ",", sizeof(seen));
	claim_amount(seen + strlen(seen), sizeof(seen) / 3, none.got);
	claim(test, FULL_ID, seen, "14.5p,EFAULT");
	free_pipe_info(pipe);
}
#endif

static struct kunit_case cases[] = {
	KUNIT_CASE(pipe),
	{ }
};

struct kunit_suite pincer_pipe_suite = {
	.name = "pincer_pipe",
	USER_MM_SUITE
	.test_cases = cases,
};
