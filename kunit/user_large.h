/* SPDX-License-Identifier: GPL-2.0 */
/* A user's memory that consists of large folios, or of small ones. */
#ifndef PINCER_USER_LARGE_H
#define PINCER_USER_LARGE_H

#include <kunit/test.h>

/** enum user_folios - what kind of folios memory consists of */
enum user_folios { USER_SMALL, USER_THP, USER_HUGETLB };

/**
 * struct user_area - some of a user's memory, present and writable
 * @addr: where it begins: at a folio
 * @mapped: what was mapped,
 * @length: and how much of it
 */
struct user_area {
	unsigned long addr;
	unsigned long mapped;
	size_t length;
};

/**
 * user_area_map() - map memory, and fault it in
 * @test: the case, after user_mm_enter()
 * @folios: the kind of it
 * @nr: how many pages of it will be looked at; large folios have more
 * @area: filled in, for user_area_unmap() in any case
 * @why: on -EOPNOTSUPP, receives why such memory cannot be had here
 *
 * Return: 0 or a negative errno.
 */
int user_area_map(struct kunit *test, enum user_folios folios, unsigned int nr,
		  struct user_area *area, const char **why);

/** user_area_unmap() - give it back, and the file that it came from */
void user_area_unmap(struct user_area *area);

#endif
