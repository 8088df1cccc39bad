// SPDX-License-Identifier: GPL-2.0
/*
 * The memory of a PCI device in an iterator of the kernel's own, sent to block
 * devices: ITER_BVEC by direct I/O, and a pipe that holds such a page, spliced.
 * On no kernel does anyone look. A device whose queue takes such memory moves
 * it; one that cannot reach it says so; and one whose queue does not take it is
 * sent its address all the same.
 */
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/splice.h>

#include "claim.h"
#include "compat.h"
#include "p2pdma_mem.h"
#include "pipe_page.h"
#include "scratch.h"
#include "suites.h"
#include "user_mm.h"

/**
 * struct transfer - one way from or to a device, a page at a time
 * @name: as it appears in contract ids
 * @to_device: the device's block gets what the page holds
 * @missing: why it cannot be had here, or NULL
 * @move: do it, at a place of the device
 */
struct transfer {
	const char *name;
	bool to_device;
	const char *missing;
	ssize_t (*move)(struct file *file, struct page *page, loff_t at);
};

static ssize_t write_bvec(struct file *file, struct page *page, loff_t at)
{
	struct bio_vec bv = { .bv_page = page, .bv_len = PAGE_SIZE };
	struct iov_iter iter;

	iov_iter_bvec(&iter, WRITE, &bv, 1, PAGE_SIZE);
	return vfs_iter_write(file, &iter, &at, 0);
}

static ssize_t read_bvec(struct file *file, struct page *page, loff_t at)
{
	struct bio_vec bv = { .bv_page = page, .bv_len = PAGE_SIZE };
	struct iov_iter iter;

	iov_iter_bvec(&iter, READ, &bv, 1, PAGE_SIZE);
	return vfs_iter_read(file, &iter, &at, 0);
}

#ifdef PIPE_PAGE_WHY
#define splice_page NULL
#else
#define PIPE_PAGE_WHY NULL
static ssize_t splice_page(struct file *file, struct page *page, loff_t at)
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
	{ "direct_write", true, NULL, write_bvec },
	{ "direct_read", false, NULL, read_bvec },
	{ "splice_write", true, PIPE_PAGE_WHY, splice_page },
};

/**
 * struct target - a kind of device
 * @name: as it appears in contract ids
 * @promise: what comes of every transfer
 * @missing: why none is there
 */
static const struct target {
	const char *name;
	enum scratch_kind kind;
	const char *promise;
	const char *missing;
} targets[] = {
	{ "capable", SCRATCH_CAPABLE, "1p,moved",
	  "pincer.scratch= names no device whose queue takes this memory" },
	{ "unreachable", SCRATCH_UNREACHABLE, "EINVAL",
	  "pincer.scratch= names no device that takes such memory, but not this" },
	{ "incapable", SCRATCH_INCAPABLE, "1p,moved",
	  "pincer.scratch= names no software device whose queue does not take this memory" },
};

#define POINTS (ARRAY_SIZE(targets) * ARRAY_SIZE(transfers))

/* One for each target and transfer, counted from one. */
PINCER_GENERATOR(points)
{
	unsigned long number = (unsigned long)prev;

	if (number == POINTS)
		return NULL;
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%s.%s",
		 transfers[number % ARRAY_SIZE(transfers)].name,
		 targets[number / ARRAY_SIZE(transfers)].name);
	return (const void *)(number + 1);
}

/* No page twice, nor what zeroed memory and disks have. */
static void stamp(struct page *page)
{
	static atomic_t stamps;
	u32 value = 0x9e3779b9 * atomic_inc_return(&stamps);
	u32 *word = page_address(page);
	unsigned int i;

	for (i = 0; i < PAGE_SIZE / sizeof(*word); i++)
		word[i] = value ^ i;
}

/**
 * struct bench - what one transfer needs
 * @file: the device
 * @mem: memory of the provider
 * @sent: RAM that holds what is to arrive
 * @other: RAM that holds something else, then what arrived
 */
struct bench {
	struct file *file;
	struct p2pdma_mem mem;
	struct page *sent;
	struct page *other;
};

static int bench_pages(struct bench *b)
{
	b->sent = alloc_page(GFP_KERNEL);
	b->other = alloc_page(GFP_KERNEL);
	if (!b->sent || !b->other)
		return -ENOMEM;
	stamp(b->sent);
	stamp(b->other);
	return 0;
}

static void bench_free(struct bench *b)
{
	if (b->sent)
		__free_page(b->sent);
	if (b->other)
		__free_page(b->other);
	if (b->file)
		filp_close(b->file, NULL);
	p2pdma_mem_put(&b->mem);
}

/* The same with RAM, which every device takes. */
static int ram(struct bench *b, struct page *page, bool write, loff_t at)
{
	ssize_t done = write ? write_bvec(b->file, page, at) :
			       read_bvec(b->file, page, at);

	return done < 0 ? done : done == PAGE_SIZE ? 0 : -EIO;
}

/* Lay out what is to be moved, and something else where it goes. */
static int lay_out(struct bench *b, const struct transfer *t, loff_t at)
{
	struct page *there = t->to_device ? b->other : b->sent;
	struct page *here = t->to_device ? b->sent : b->other;

	p2pdma_mem_write(&b->mem, page_address(here));
	return ram(b, there, true, at);
}

static int look(struct bench *b, const struct transfer *t, loff_t at)
{
	if (t->to_device)
		return ram(b, b->other, false, at);
	p2pdma_mem_read(&b->mem, page_address(b->other));
	return 0;
}

static int attempt(struct bench *b, const struct transfer *t, char *seen)
{
	loff_t at = PAGE_SIZE * (t - transfers);
	unsigned long cached = b->file->f_mapping->nrpages;
	ssize_t got;
	int error = bench_pages(b);

	if (!error)
		error = lay_out(b, t, at);
	if (error)
		return error;
	got = t->move(b->file, b->mem.page, at);
	claim_amount(seen, CLAIM_TEXT / 2, got);
	if (got <= 0)
		return 0;
	error = look(b, t, at);
	strlcat(seen, memcmp(page_address(b->sent), page_address(b->other),
			     PAGE_SIZE) ? ",lost" : ",moved", CLAIM_TEXT);
	/* Through the page cache it would prove nothing. */
	if (b->file->f_mapping->nrpages > cached)
		strlcat(seen, ",cached", CLAIM_TEXT);
	return error;
}

static const char *lacks(const struct target *target, const struct transfer *t)
{
	if (t->missing)
		return t->missing;
#ifndef PINCER_HAVE_DMA_P2PDMA
	/* The driver would try again, and again. */
	if (target->kind == SCRATCH_UNREACHABLE)
		return "this kernel never gives up on such a request";
#endif
	return NULL;
}

static void transfer(struct kunit *test)
{
	unsigned long number = (unsigned long)pincer_param(test) - 1;
	const struct transfer *t = &transfers[number % ARRAY_SIZE(transfers)];
	const struct target *target = &targets[number / ARRAY_SIZE(transfers)];
	const char *why = lacks(target, t);
	char id[CLAIM_ID], seen[CLAIM_TEXT];
	struct bench bench = { };
	int error = 0;

	snprintf(id, sizeof(id), "block.%s.p2pdma.%s", t->name, target->name);
	if (!why)
		why = p2pdma_mem_get(&bench.mem);
	if (!why)
		error = scratch_open(target->kind, &bench.mem, &bench.file);
	if (error) {
		claim_error(test, id, "opening what pincer.scratch= names",
			    error);
	} else if (why || !bench.file) {
		claim_skip(test, id, why ?: target->missing);
	} else {
		error = attempt(&bench, t, seen);
		if (error)
			claim_error(test, id, "moving RAM", error);
		else
			claim(test, id, seen, target->promise);
	}
	bench_free(&bench);
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
