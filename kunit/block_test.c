// SPDX-License-Identifier: GPL-2.0
/*
 * The memory of a PCI device, in an ITER_BVEC or in a pipe, sent to block
 * devices by direct I/O and splice. No kernel checks it on the way. A device
 * whose queue takes such memory moves it, or fails with an errno if it cannot
 * reach it; one whose queue does not take it is sent its address all the same.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/splice.h>

#include "claim.h"
#include "compat.h"
#include "p2pdma_mem.h"
#include "pipe_page.h"
#include "scratch_dev.h"
#include "suites.h"
#include "user_mm.h"

/**
 * struct transfer - one way to move a page to or from a block device
 * @name: as it appears in contract ids
 * @direction: WRITE to the device, or READ from it
 * @missing: why this kernel has none, or NULL
 * @move: move the page, at a position of the device; a length or an errno
 */
struct transfer {
	const char *name;
	unsigned int direction;
	const char *missing;
	ssize_t (*move)(struct file *file, struct page *page,
			unsigned int direction, loff_t at);
};

static ssize_t move_bvec(struct file *file, struct page *page,
			 unsigned int direction, loff_t at)
{
	struct bio_vec bv = { .bv_page = page, .bv_len = PAGE_SIZE };
	struct iov_iter iter;

	iov_iter_bvec(&iter, direction, &bv, 1, PAGE_SIZE);
	return direction == WRITE ? vfs_iter_write(file, &iter, &at, 0) :
				    vfs_iter_read(file, &iter, &at, 0);
}

#ifdef PIPE_PAGE_SKIP_REASON
#define splice_page NULL
#else
#define PIPE_PAGE_SKIP_REASON NULL
static ssize_t splice_page(struct file *file, struct page *page,
			   unsigned int direction, loff_t at)
{
	struct pipe_inode_info *pipe = pipe_page_make(page);
	ssize_t sent;

	if (!pipe)
		return -ENOMEM;
	sent = iter_file_splice_write(pipe, file, &at, PAGE_SIZE, 0);
	free_pipe_info(pipe);
	return sent;
}
#endif

static const struct transfer transfers[] = {
	{ "direct_write", WRITE, NULL, move_bvec },
	{ "direct_read", READ, NULL, move_bvec },
	{ "splice_write", WRITE, PIPE_PAGE_SKIP_REASON, splice_page },
};

/**
 * struct device_kind - block devices that treat the memory alike
 * @name: as it appears in contract ids
 * @kind: the same for scratch_dev_open()
 * @promise: what every transfer must return
 * @missing: why a contract is skipped without such a device
 */
static const struct device_kind {
	const char *name;
	enum scratch_dev_kind kind;
	const char *promise;
	const char *missing;
} kinds[] = {
	{ "capable", SCRATCH_CAPABLE, "1p,moved",
	  "pincer.scratch= names no device whose queue takes this memory" },
	{ "unreachable", SCRATCH_UNREACHABLE, "EINVAL",
	  "pincer.scratch= names no device that takes such memory, but not this" },
	{ "incapable", SCRATCH_INCAPABLE, "1p,moved",
	  "pincer.scratch= names no software device whose queue does not take this memory" },
};

#define POINTS (ARRAY_SIZE(kinds) * ARRAY_SIZE(transfers))

/* One parameter for each kind of device and transfer, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;

	if (number == POINTS)
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s",
		 transfers[number % ARRAY_SIZE(transfers)].name,
		 kinds[number / ARRAY_SIZE(transfers)].name);
	return (const void *)(number + 1);
}

/* Fill a page with words that neither another page nor zeroed memory has. */
static void fill_page(struct page *page)
{
	static atomic_t pages;
	u32 value = 0x9e3779b9 * atomic_inc_return(&pages);
	u32 *word = page_address(page);
	unsigned int i;

	for (i = 0; i < PAGE_SIZE / sizeof(*word); i++)
		word[i] = value ^ i;
}

/**
 * struct block_fixture - what one transfer needs
 * @file: the block device
 * @mem: device memory
 * @sent: RAM with the data to move
 * @other: RAM with other data; then with the data that arrived
 */
struct block_fixture {
	struct file *file;
	struct p2pdma_mem mem;
	struct page *sent;
	struct page *other;
};

static int fixture_alloc(struct block_fixture *f)
{
	f->sent = alloc_page(GFP_KERNEL);
	f->other = alloc_page(GFP_KERNEL);
	if (!f->sent || !f->other)
		return -ENOMEM;
	fill_page(f->sent);
	fill_page(f->other);
	return 0;
}

static void fixture_release(struct block_fixture *f)
{
	if (f->sent)
		__free_page(f->sent);
	if (f->other)
		__free_page(f->other);
	if (f->file)
		filp_close(f->file, NULL);
	p2pdma_mem_put(&f->mem);
}

/* Move RAM to or from the device, which every device can. */
static int move_ram(struct block_fixture *f, struct page *page,
		    unsigned int direction, loff_t at)
{
	ssize_t done = move_bvec(f->file, page, direction, at);

	return done < 0 ? done : done == PAGE_SIZE ? 0 : -EIO;
}

/* Write the data to where it is moved from, and other data to where to. */
static int prepare(struct block_fixture *f, const struct transfer *t, loff_t at)
{
	bool write = t->direction == WRITE;

	p2pdma_mem_write(&f->mem, page_address(write ? f->sent : f->other));
	return move_ram(f, write ? f->other : f->sent, WRITE, at);
}

/* Read into f->other what is now where the data was moved to. */
static int read_back(struct block_fixture *f, const struct transfer *t,
		     loff_t at)
{
	if (t->direction == WRITE)
		return move_ram(f, f->other, READ, at);
	p2pdma_mem_read(&f->mem, page_address(f->other));
	return 0;
}

static int observe(struct block_fixture *f, const struct transfer *t,
		   char *observed)
{
	loff_t at = PAGE_SIZE * (t - transfers);
	unsigned long cached = f->file->f_mapping->nrpages;
	ssize_t got;
	int error = fixture_alloc(f);

	if (!error)
		error = prepare(f, t, at);
	if (error)
		return error;
	got = t->move(f->file, f->mem.page, t->direction, at);
	claim_amount(observed, CLAIM_TEXT / 2, got);
	if (got <= 0)
		return 0;
	error = read_back(f, t, at);
	strlcat(observed, memcmp(page_address(f->sent), page_address(f->other),
				 PAGE_SIZE) ? ",lost" : ",moved", CLAIM_TEXT);
	/* A copy through the page cache is no direct I/O. */
	if (f->file->f_mapping->nrpages > cached)
		strlcat(observed, ",cached", CLAIM_TEXT);
	return error;
}

static const char *skip_reason(const struct device_kind *kind,
			       const struct transfer *t)
{
	if (t->missing)
		return t->missing;
#ifndef PINCER_HAVE_DMA_P2PDMA
	/* Its NVMe driver requeues the request without end. */
	if (kind->kind == SCRATCH_UNREACHABLE)
		return "this kernel never gives up on such a request";
#endif
	return NULL;
}

static void claim_transfer(struct kunit *test, const char *id,
			   struct block_fixture *f, const struct transfer *t,
			   const struct device_kind *kind)
{
	char observed[CLAIM_TEXT];
	int error = observe(f, t, observed);

	if (error)
		claim_error(test, id, "moving RAM", error);
	else
		claim(test, id, observed, kind->promise);
}

static void transfer(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct transfer *t = &transfers[number % ARRAY_SIZE(transfers)];
	const struct device_kind *kind = &kinds[number / ARRAY_SIZE(transfers)];
	const char *reason = skip_reason(kind, t);
	struct block_fixture f = { };
	char id[CLAIM_ID];
	int error = 0;

	snprintf(id, sizeof(id), "block.%s.p2pdma.%s", t->name, kind->name);
	if (!reason)
		reason = p2pdma_mem_get(&f.mem);
	if (!reason)
		error = scratch_dev_open(kind->kind, &f.mem, &f.file);
	if (error)
		claim_error(test, id, "opening what pincer.scratch= names",
			    error);
	else if (reason || !f.file)
		claim_skip(test, id, reason ?: kind->missing);
	else
		claim_transfer(test, id, &f, t, kind);
	fixture_release(&f);
}

PINCER_CASE_BODY(transfer, points)

static struct kunit_case cases[] = {
	PINCER_CASE(transfer, points),
	{ }
};

struct kunit_suite pincer_block_suite = {
	.name = "pincer_block",
	.test_cases = cases,
};
