// SPDX-License-Identifier: GPL-2.0
/*
 * PIPE, which was until 6.5: it makes its own pages, and has no way to say of
 * which kind they be. They are RAM, whatever else is in the pipe, and so are
 * those that a splice from a device brings, with that iterator or without.
 */
#include <linux/memremap.h>
#include <linux/mm.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "p2pdma_mem.h"
#include "pipe_page.h"
#include "scratch.h"
#include "suites.h"
#include "user_mm.h"

#define PAGES_ID "iov_iter.get_pages.pipe.pages"
#define FULL_ID "iov_iter.get_pages.pipe.full"
#define BEHIND_ID "iov_iter.get_pages.pipe.behind_p2pdma"

#if !defined(PINCER_HAVE_PIPE)
#define PIPE_WHY "this kernel has no such iterator"
#elif defined(PIPE_PAGE_WHY)
#define PIPE_WHY PIPE_PAGE_WHY
#endif

#ifdef PIPE_WHY
static void pipe_pages(struct kunit *test)
{
	claim_skip(test, PAGES_ID, PIPE_WHY);
	claim_skip(test, FULL_ID, PIPE_WHY);
}

static void pipe_behind_p2pdma(struct kunit *test)
{
	claim_skip(test, BEHIND_ID, PIPE_WHY);
}
#else
/* The pages are the pipe's, in order from a place, with a reference for us. */
static void look(const struct haul *haul, const struct pipe_inode_info *pipe,
		 unsigned int place, char *seen)
{
	const char *what = "ram";
	unsigned int i;

	for (i = 0; i < haul->nr; i++) {
		struct page *page = haul->at[i].page;

		if (!page || page != pipe->bufs[place + i].page)
			what = "wrong_page";
		else if (is_pci_p2pdma_page(page))
			what = "p2pdma";
		else if (page_ref_count(page) != 2)
			what = "wrong_count";
	}
	claim_amount(seen, CLAIM_TEXT / 2, haul->got);
	strlcat(seen, ",", CLAIM_TEXT);
	strlcat(seen, what, CLAIM_TEXT);
}

/* One call, its pages let go at once. */
static ssize_t take(struct iov_iter *iter, size_t size,
		    const struct pipe_inode_info *pipe, unsigned int place,
		    char *seen)
{
	struct haul haul = { };

	api_at(0)->take(iter, size, HAUL_MAX, &haul);
	if (seen)
		look(&haul, pipe, place, seen);
	haul_release(&haul, HOLD_REF);
	return haul.got;
}

static void pipe_pages(struct kunit *test)
{
	struct pipe_inode_info *pipe = pipe_page_make(NULL);
	char seen[CLAIM_TEXT];
	struct iov_iter iter;

	if (!pipe) {
		claim_error(test, PAGES_ID, "making a pipe", -ENOMEM);
		return;
	}
	iov_iter_pipe(&iter, READ, pipe, 64 * PAGE_SIZE);
	take(&iter, PAGE_SIZE + PAGE_SIZE / 2, pipe, 0, seen);
	claim(test, PAGES_ID, seen, "1.5p,ram");

	/* It takes up in the middle of its second page. */
	claim_amount(seen, sizeof(seen) / 2,
		     take(&iter, 64 * PAGE_SIZE, pipe, 0, NULL));
	strlcat(seen, ",", sizeof(seen));
	claim_amount(seen + strlen(seen), sizeof(seen) / 3,
		     take(&iter, PAGE_SIZE, pipe, 0, NULL));
	claim(test, FULL_ID, seen, "14.5p,EFAULT");
	free_pipe_info(pipe);
}

/* What somebody else put there is left alone, and not continued. */
static void pipe_behind_p2pdma(struct kunit *test)
{
	struct p2pdma_mem mem = { };
	const char *why = p2pdma_mem_get(&mem);
	struct pipe_inode_info *pipe;
	char seen[CLAIM_TEXT];
	struct iov_iter iter;

	if (why) {
		claim_skip(test, BEHIND_ID, why);
		return;
	}
	pipe = pipe_page_make(mem.page);
	if (!pipe) {
		claim_error(test, BEHIND_ID, "making a pipe", -ENOMEM);
	} else {
		iov_iter_pipe(&iter, READ, pipe, PAGE_SIZE);
		take(&iter, PAGE_SIZE, pipe, 1, seen);
		claim(test, BEHIND_ID, seen, "1p,ram");
		free_pipe_info(pipe);
	}
	p2pdma_mem_put(&mem);
}
#endif

#define SPLICE_ID "block.splice_read.pipe.capable"

#ifdef PIPE_PAGE_WHY
static void splice_into_pipe(struct kunit *test)
{
	claim_skip(test, SPLICE_ID, PIPE_PAGE_WHY);
}
#else
/* What a direct read into a pipe brings, from the device with such memory. */
static void splice_from(struct kunit *test, struct file *file)
{
	struct pipe_inode_info *pipe = pipe_page_make(NULL);
	const struct page *page;
	char seen[CLAIM_TEXT];
	loff_t at = 0;
	ssize_t got;

	if (!pipe) {
		claim_error(test, SPLICE_ID, "making a pipe", -ENOMEM);
		return;
	}
	got = pincer_splice_read(file, &at, pipe, PAGE_SIZE);
	page = pipe->bufs[0].page;
	claim_amount(seen, sizeof(seen) / 2, got);
	if (got > 0)
		strlcat(seen, is_pci_p2pdma_page(page) ? ",p2pdma" : ",ram",
			sizeof(seen));
	claim(test, SPLICE_ID, seen, "1p,ram");
	free_pipe_info(pipe);
}

static void splice_into_pipe(struct kunit *test)
{
	struct p2pdma_mem mem = { };
	const char *why = p2pdma_mem_get(&mem);
	struct file *file = NULL;
	int error = 0;

	if (!why)
		error = scratch_open(SCRATCH_CAPABLE, &mem, &file);
	if (!why && !error && !file)
		why = "pincer.scratch= names no device whose queue takes this memory";
	if (error)
		claim_error(test, SPLICE_ID, "opening what pincer.scratch= names",
			    error);
	else if (why)
		claim_skip(test, SPLICE_ID, why);
	else
		splice_from(test, file);
	if (file)
		filp_close(file, NULL);
	p2pdma_mem_put(&mem);
}
#endif

static struct kunit_case cases[] = {
	KUNIT_CASE(pipe_pages),
	KUNIT_CASE(pipe_behind_p2pdma),
	KUNIT_CASE(splice_into_pipe),
	{ }
};

struct kunit_suite pincer_pipe_suite = {
	.name = "pincer_pipe",
	.test_cases = cases,
};
