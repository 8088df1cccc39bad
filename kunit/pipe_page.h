/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A pipe of the case's own, with a page in it that the pipe does not own. A
 * module has no alloc_pipe_info(), and PIPE_PAGE_SKIP_REASON is defined there.
 */
#ifndef PINCER_PIPE_PAGE_H
#define PINCER_PIPE_PAGE_H

#include <linux/mm_types.h>
#include <linux/pipe_fs_i.h>

#ifdef MODULE
#define PIPE_PAGE_SKIP_REASON \
	"alloc_pipe_info() is not exported: build PINCER_KUNIT in"
#else
/**
 * pipe_page_make() - create a pipe with a page in its first buffer
 * @page: the page, NULL for an empty pipe
 *
 * Return: the pipe, for free_pipe_info(), or NULL.
 */
struct pipe_inode_info *pipe_page_make(struct page *page);
#endif

#endif
