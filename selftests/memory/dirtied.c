// SPDX-License-Identifier: GPL-2.0
#include <unistd.h>

#include "memory/dirtied.h"
#include "memory/verify.h"

/*
 * The page frames that were dirtied, by all tries: 5.10 with CONFIG_CMA serves
 * FOLL_LONGTERM from the buddy lists, and frees to the list of the CPU, which
 * gives back only when it is full.
 */
#define FRAMES 2048
static uint64_t frames[FRAMES];
static int nr_frames;

uint64_t dirtied_frame(const void *page)
{
	uint64_t entry;

	return pagemap_entry(page, &entry) ? 0 : entry & PAGE_NUMBER;
}

void dirtied_write(char *at, size_t len, size_t unit)
{
	const size_t page = getpagesize();
	size_t i;

	for (i = 0; i < len; i += page)
		at[i] = 1;
	for (i = 0; i < len && nr_frames < FRAMES; i += unit)
		frames[nr_frames++] = dirtied_frame(at + i);
}

bool dirtied_before(const char *page)
{
	const uint64_t frame = dirtied_frame(page);
	int i;

	for (i = 0; frame && i < nr_frames; i++)
		if (frames[i] == frame)
			return true;
	return false;
}
