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
	const char *to = part->page + (part->pages + 1) * page;
	char *from = part->page;

	if (from > part->at)
		from -= page;
	if (to > end)
		to = end;
	data_fill(from, to - from, DATA_MEMORY, from - part->at);
	part->fill = FILL_PATTERN;
}

bool data_part_held(const struct part *part, const void *at, size_t offset,
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
