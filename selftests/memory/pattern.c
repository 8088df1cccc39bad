// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "memory/pattern.h"

/*
 * The pattern is cut from one table of random bytes, for each block and seed
 * at another place: so that pages and patterns differ, and memory is filled and
 * compared as fast as the machine can.
 */
#define BLOCK 4096
#define TABLE (8 * BLOCK)

static void make_table(unsigned char *table)
{
	uint32_t x = 1;
	size_t i;

	for (i = 0; i < TABLE; i++) {
		x = x * 1664525 + 1013904223;
		table[i] = x >> 24;
	}
}

/* What a pattern holds from an offset on, up to its block's end at most. */
static const unsigned char *pattern(unsigned char seed, size_t offset,
				    size_t *len)
{
	const size_t start = seed * 131 + offset / BLOCK * 37;
	const size_t left = BLOCK - offset % BLOCK;
	static unsigned char table[TABLE];

	if (!table[0])
		make_table(table);
	if (*len > left)
		*len = left;
	return table + start % (TABLE - BLOCK) + offset % BLOCK;
}

void pattern_fill(void *to, size_t len, unsigned char seed, size_t offset)
{
	size_t done, n;

	for (done = 0; done < len; done += n) {
		const void *from;

		n = len - done;
		from = pattern(seed, offset + done, &n);
		memcpy((char *)to + done, from, n);
	}
}

bool pattern_is(const void *at, size_t len, unsigned char seed, size_t offset)
{
	size_t done, n;

	for (done = 0; done < len; done += n) {
		const void *right;

		n = len - done;
		right = pattern(seed, offset + done, &n);
		if (memcmp((const char *)at + done, right, n))
			return false;
	}
	return true;
}

bool pattern_is_zero(const void *at, size_t len)
{
	const unsigned char *p = at;

	return !len || (!*p && !memcmp(p, p + 1, len - 1));
}

int pattern_fill_file(int fd, off_t at, size_t len)
{
	size_t done, n;

	for (done = 0; done < len; done += n) {
		const void *from;

		n = len - done;
		from = pattern(PATTERN_MEMORY, done, &n);
		if (pwrite(fd, from, n, at + done) != (ssize_t)n)
			return errno ? -errno : -ENOSPC;
	}
	return 0;
}

size_t pattern_place(const struct part *part, size_t offset)
{
	const size_t page = getpagesize(), first = part->page - part->at;

	if (!(part->kind->traits & T_REPEATED) || offset < first ||
	    offset >= first + part->pages * page)
		return offset;
	return first + (offset - first) % page;
}

void pattern_fill_part(struct part *part)
{
	const size_t page = getpagesize();
	const char *end = part->at + part->len;
	const char *to = part->page + (part->pages + 1) * page;
	char *from = part->page;

	if (from > part->at)
		from -= page;
	if (to > end)
		to = end;
	for (; from < to; from += page)
		pattern_fill(from, page, PATTERN_MEMORY,
			     pattern_place(part, from - part->at));
	part->fill = FILL_PATTERN;
}

bool pattern_part_held(const struct part *part, const void *at, size_t offset,
		       size_t len)
{
	switch (part->fill) {
	case FILL_ZERO:
		return pattern_is_zero(at, len);
	case FILL_PATTERN:
		return pattern_is(at, len, PATTERN_MEMORY,
			       pattern_place(part, offset));
	default:
		return true;
	}
}
