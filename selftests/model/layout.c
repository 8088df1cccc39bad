// SPDX-License-Identifier: GPL-2.0
#include "model/layout.h"

const char *state_suffix(enum state state)
{
	static const char *const suffixes[] = {
		[STATE_UNTOUCHED] = "", [STATE_READ] = ":read",
		[STATE_WRITTEN] = ":written",
	};

	return suffixes[state];
}

int layout_pages(const struct layout *l)
{
	int i, pages = 0;

	for (i = 0; i < l->nr; i++)
		pages += l->part[i].pages;
	return pages;
}

size_t layout_length(const struct layout *l, size_t page_size)
{
	return l->length ? l->length : layout_pages(l) * page_size - l->offset;
}

static bool has_file(const struct mapping *kind)
{
	return kind->props.flags & M_FILE;
}

int layout_file(const struct layout *l, int part)
{
	int i, files = 0;

	for (i = 0; i <= part; i++)
		files += has_file(l->part[i].kind) &&
			 !(l->part[i].kind->traits & T_SAME_FILE);
	return has_file(l->part[part].kind) ? files : 0;
}
