// SPDX-License-Identifier: GPL-2.0
#include "pipe_page.h"

#include <linux/splice.h>

#ifndef MODULE

/* The pipe does not own the page, so that nothing is counted. */
static void release(struct pipe_inode_info *pipe, struct pipe_buffer *buf)
{
}

static bool get(struct pipe_inode_info *pipe, struct pipe_buffer *buf)
{
	return true;
}

static const struct pipe_buf_operations borrowed = {
	.release = release,
	.get = get,
};

struct pipe_inode_info *pipe_page_make(struct page *page)
{
	struct pipe_inode_info *pipe = alloc_pipe_info();
	struct pipe_buffer buf = {
		.page = page, .len = PAGE_SIZE, .ops = &borrowed,
	};

	if (!pipe)
		return NULL;
	/* No file is open, but add_to_pipe() fails with EPIPE without a reader. */
	pipe->readers = 1;
	if (page && add_to_pipe(pipe, &buf) < 0) {
		free_pipe_info(pipe);
		return NULL;
	}
	return pipe;
}

#endif
