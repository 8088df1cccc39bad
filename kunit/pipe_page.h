/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A pipe that nobody else has, with a page in it that stays its owner's.
 * Nothing makes a pipe for a module: PIPE_PAGE_WHY says so there, and is not
 * defined where this works.
 */
#ifndef PINCER_PIPE_PAGE_H
#define PINCER_PIPE_PAGE_H

#include <linux/mm_types.h>
#include <linux/pipe_fs_i.h>

#ifdef MODULE
#define PIPE_PAGE_WHY "alloc_pipe_info() is not exported: build PINCER_KUNIT in"
#else
/**
 * pipe_page_make() - make a pipe with a page in its first place
 * @page: the page, NULL for an empty pipe
 *
 * Return: the pipe, for free_pipe_info(), or NULL.
 */
struct pipe_inode_info *pipe_page_make(struct page *page);
#endif

#endif
