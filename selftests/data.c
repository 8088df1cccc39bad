// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "data.h"

/* Differs between neighbouring bytes, pages and patterns. */
static unsigned char data_byte(unsigned char seed, size_t offset)
{
	return seed ^ (offset * 7) ^ (offset >> 8) * 13 ^ (offset >> 12) * 29;
}

void data_fill(void *to, size_t len, unsigned char seed, size_t offset)
{
	unsigned char *p = to;
	size_t i;

	for (i = 0; i < len; i++)
		p[i] = data_byte(seed, offset + i);
}

bool data_is(const void *at, size_t len, unsigned char seed, size_t offset)
{
	const unsigned char *p = at;
	size_t i;

	for (i = 0; i < len; i++)
		if (p[i] != data_byte(seed, offset + i))
			return false;
	return true;
}

bool data_is_zero(const void *at, size_t len)
{
	const unsigned char *p = at;

	return !len || (!*p && !memcmp(p, p + 1, len - 1));
}

int data_fill_file(int fd, off_t at, size_t len)
{
	char page[4096];
	size_t done;

	for (done = 0; done < len; done += sizeof(page)) {
		size_t n = len - done < sizeof(page) ? len - done : sizeof(page);

		data_fill(page, n, DATA_MEMORY, done);
		if (pwrite(fd, page, n, at + done) != (ssize_t)n)
			return errno ? -errno : -ENOSPC;
	}
	return 0;
}

void data_fill_part(struct part *part)
{
	const size_t page = getpagesize();
	const char *end = part->at + part->len;
	const char *to = part->page + 2 * page;
	char *from = part->page;

	if (from > part->at)
		from -= page;
	if (to > end)
		to = end;
	data_fill(from, to - from, DATA_MEMORY, from - part->at);
	part->fill = FILL_PATTERN;
}

static bool holds(const struct part *part, const void *at, size_t offset,
		  size_t len)
{
	switch (part->fill) {
	case FILL_ZERO:
		return data_is_zero(at, len);
	case FILL_PATTERN:
		return data_is(at, len, DATA_MEMORY, offset);
	default:
		return true;
	}
}

bool data_matches_part(const struct part *part, const void *at, size_t len)
{
	return holds(part, at, part->page - part->at, len);
}

bool data_surroundings_intact(const struct part *part)
{
	const size_t page = getpagesize();
	const char *before = part->page - page, *after = part->page + page;

	if (!(part->kind->props.flags & M_READ) ||
	    (part->kind->traits & (T_NO_CPU | T_VOLATILE)) ||
	    (part->kind->props.flags & (M_HOLE | M_GUARD)))
		return true;
	if (before >= part->at &&
	    !holds(part, before, before - part->at, page))
		return false;
	return after + page > part->at + part->len ||
	       holds(part, after, after - part->at, page);
}
