/* SPDX-License-Identifier: GPL-2.0 */
/* Patterns, in which data at a wrong place or of the wrong side shows. */
#ifndef PINCER_PATTERN_H
#define PINCER_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "model/mapping.h"

/* The data of targets. */
#define PATTERN_DEVICE 0xd5
/* The data of mappings. */
#define PATTERN_MEMORY 0x3a

/**
 * pattern_fill() - write a pattern
 * @to: where
 * @len: bytes
 * @seed: PATTERN_DEVICE or PATTERN_MEMORY
 * @offset: how far into the pattern to begin, bytes
 */
void pattern_fill(void *to, size_t len, unsigned char seed, size_t offset);

/** pattern_is() - whether memory holds that pattern */
bool pattern_is(const void *at, size_t len, unsigned char seed, size_t offset);

/** pattern_is_zero() - whether memory holds zeroes only */
bool pattern_is_zero(const void *at, size_t len);

/**
 * pattern_fill_file() - write the memory pattern into a file
 * @fd: the file
 * @at: where in the file the pattern begins, bytes
 * @len: bytes
 *
 * Return: 0 or -errno.
 */
int pattern_fill_file(int fd, off_t at, size_t len);

/**
 * pattern_fill_part() - write the memory pattern through the mapping itself, to
 *	the pages that belong to the buffer and to those beside them
 */
void pattern_fill_part(struct part *part);

/**
 * pattern_place() - the offset in the pattern of what a part holds at an offset
 * @part: the part
 * @offset: from the part's beginning, bytes
 *
 * Return: @offset; in a T_REPEATED part that of the first page.
 */
size_t pattern_place(const struct part *part, size_t offset);

/**
 * pattern_part_held() - whether bytes are what a part held before the door
 * @part: the part
 * @at: the bytes
 * @offset: from the part's beginning, bytes
 * @len: how many
 *
 * Return: true also with FILL_UNKNOWN.
 */
bool pattern_part_held(const struct part *part, const void *at, size_t offset,
		       size_t len);

#endif
