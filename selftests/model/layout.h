/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A buffer: pages of mappings, side by side. The grid and the generator of
 * random layouts define them, memory/build_layout.c maps them, spec.c reads
 * them.
 */
#ifndef PINCER_LAYOUT_H
#define PINCER_LAYOUT_H

#include "model/mapping.h"

#define LAYOUT_PARTS_MAX 8

/**
 * struct layout_part - pages of one mapping
 * @kind: the mapping
 * @pages: how many of its pages belong to the buffer
 * @state: whether they are read or written before the door
 */
struct layout_part {
	const struct mapping *kind;
	int pages;
	enum state state;
};

/**
 * struct layout - a buffer
 * @part: from left to right
 * @nr: how many
 * @offset: where it begins within its first page, bytes
 * @length: bytes; 0 for all from there on
 */
struct layout {
	struct layout_part part[LAYOUT_PARTS_MAX];
	int nr;
	size_t offset, length;
};

/** state_suffix() - "", ":read" or ":written", as it stands in contract ids */
const char *state_suffix(enum state state);

/** layout_pages() - pages of all parts */
int layout_pages(const struct layout *l);

/** layout_length() - how long the buffer is, bytes */
size_t layout_length(const struct layout *l, size_t page_size);

/**
 * layout_file() - which struct file a part maps
 * @l: the layout
 * @part: its index
 *
 * Return: a number for each distinct struct file of the layout, 0 for none.
 */
int layout_file(const struct layout *l, int part);

#endif
