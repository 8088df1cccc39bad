// SPDX-License-Identifier: GPL-2.0
/*
 * ITER_PIPE, which existed until 6.5. It allocates its own pages, in RAM even
 * if the pipe holds device memory. In RAM are also the pages that a splice from
 * a block device puts into a pipe, by ITER_PIPE or without it.
 */
#include <linux/memremap.h>
#include <linux/mm.h>

#include "api.h"
#include "claim.h"
#include "compat.h"
#include "p2pdma_mem.h"
#include "pipe_page.h"
#include "scratch_dev.h"
#include "suites.h"

#define PAGES_ID "iov_iter.get_pages.pipe.pages"
#define FULL_ID "iov_iter.get_pages.pipe.full"
#define BEHIND_ID "iov_iter.get_pages.pipe.behind_p2pdma"

#if !defined(PINCER_HAVE_PIPE)
#define PIPE_SKIP_REASON "this kernel has no such iterator"
#elif defined(PIPE_PAGE_SKIP_REASON)
#define PIPE_SKIP_REASON PIPE_PAGE_SKIP_REASON
#endif

#ifdef PIPE_SKIP_REASON
static void pipe_pages(struct kunit *test)
{
	claim_skip(test, PAGES_ID, PIPE_SKIP_REASON);
	claim_skip(test, FULL_ID, PIPE_SKIP_REASON);
}

static void pipe_behind_p2pdma(struct kunit *test)
{
	claim_skip(test, BEHIND_ID, PIPE_SKIP_REASON);
}
#else
/* The pages must be the pipe's from @place on, with a reference for us. */
static void name_pages(const struct extraction *ex,
		       const struct pipe_inode_info *pipe, unsigned int place,
		       char *observed)
{
	const char *what = "ram";
	unsigned int i;

	for (i = 0; i < ex->nr; i++) {
		struct page *page = ex->entry[i].page;

		if (!page || page != pipe->bufs[place + i].page)
			what = "wrong_page";
		else if (is_pci_p2pdma_page(page))
			what = "p2pdma";
		else if (page_ref_count(page) != 2)
			what = "wrong_count";
	}
	claim_amount(observed, CLAIM_TEXT / 2, ex->ret);
	strlcat(observed, ",", CLAIM_TEXT);
	strlcat(observed, what, CLAIM_TEXT);
}

static ssize_t get_pages(struct iov_iter *iter, size_t size,
			 const struct pipe_inode_info *pipe,
			 unsigned int place, char *observed)
{
	struct extraction ex;

	api_extract(api_find("get_pages"), iter, size, EXTRACTION_MAX, &ex);
	if (observed)
		name_pages(&ex, pipe, place, observed);
	extraction_release(&ex, PIN_MODE_REF);
	return ex.ret;
}

static void pipe_pages(struct kunit *test)
{
	struct pipe_inode_info *pipe = pipe_page_make(NULL);
	char observed[CLAIM_TEXT];
	struct iov_iter iter;

	if (!pipe) {
		claim_error(test, PAGES_ID, "making a pipe", -ENOMEM);
		return;
	}
	iov_iter_pipe(&iter, READ, pipe, 64 * PAGE_SIZE);
	get_pages(&iter, PAGE_SIZE + PAGE_SIZE / 2, pipe, 0, observed);
	claim(test, PAGES_ID, observed, "1.5p,ram");

	/* It continues in the middle of its second page, to a full pipe. */
	claim_amount(observed, sizeof(observed) / 2,
		     get_pages(&iter, 64 * PAGE_SIZE, pipe, 0, NULL));
	strlcat(observed, ",", sizeof(observed));
	claim_amount(observed + strlen(observed), sizeof(observed) / 3,
		     get_pages(&iter, PAGE_SIZE, pipe, 0, NULL));
	claim(test, FULL_ID, observed, "14.5p,EFAULT");
	free_pipe_info(pipe);
}

/* Device memory in the pipe is left alone, and not continued. */
static void pipe_behind_p2pdma(struct kunit *test)
{
	struct p2pdma_mem mem = { };
	const char *reason = p2pdma_mem_get(&mem);
	struct pipe_inode_info *pipe;
	char observed[CLAIM_TEXT];
	struct iov_iter iter;

	if (reason) {
		claim_skip(test, BEHIND_ID, reason);
		return;
	}
	pipe = pipe_page_make(mem.page);
	if (!pipe) {
		claim_error(test, BEHIND_ID, "making a pipe", -ENOMEM);
	} else {
		iov_iter_pipe(&iter, READ, pipe, PAGE_SIZE);
		get_pages(&iter, PAGE_SIZE, pipe, 1, observed);
		claim(test, BEHIND_ID, observed, "1p,ram");
		free_pipe_info(pipe);
	}
	p2pdma_mem_put(&mem);
}
#endif

#define SPLICE_ID "block.splice_read.pipe.capable"

#ifdef PIPE_PAGE_SKIP_REASON
static void splice_into_pipe(struct kunit *test)
{
	claim_skip(test, SPLICE_ID, PIPE_PAGE_SKIP_REASON);
}
#else
/* Splice from a block device whose queue takes device memory. */
static void splice_from(struct kunit *test, struct file *file)
{
	struct pipe_inode_info *pipe = pipe_page_make(NULL);
	const struct page *page;
	char observed[CLAIM_TEXT];
	loff_t at = 0;
	ssize_t got;

	if (!pipe) {
		claim_error(test, SPLICE_ID, "making a pipe", -ENOMEM);
		return;
	}
	got = pincer_splice_read(file, &at, pipe, PAGE_SIZE);
	page = pipe->bufs[0].page;
	claim_amount(observed, sizeof(observed) / 2, got);
	if (got > 0)
		strlcat(observed, is_pci_p2pdma_page(page) ? ",p2pdma" : ",ram",
			sizeof(observed));
	claim(test, SPLICE_ID, observed, "1p,ram");
	free_pipe_info(pipe);
}

static void splice_into_pipe(struct kunit *test)
{
	struct p2pdma_mem mem = { };
	const char *reason = p2pdma_mem_get(&mem);
	struct file *file = NULL;
	int error = 0;

	if (!reason)
		error = scratch_dev_open(SCRATCH_CAPABLE, &mem, &file);
	if (!reason && !error && !file)
		reason = "pincer.scratch= names no device whose queue takes this memory";
	if (error)
		claim_error(test, SPLICE_ID, "opening what pincer.scratch= names",
			    error);
	else if (reason)
		claim_skip(test, SPLICE_ID, reason);
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
