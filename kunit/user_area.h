/* SPDX-License-Identifier: GPL-2.0 */
/* User memory that consists of folios of a certain kind. */
#ifndef PINCER_USER_AREA_H
#define PINCER_USER_AREA_H

#include <kunit/test.h>

/** enum user_folios - the folios: of one page, transparent huge, hugetlbfs */
enum user_folios { USER_SMALL, USER_THP, USER_HUGETLB };

/**
 * struct user_area - user memory, present and writable
 * @addr: its first folio
 * @mapped: the mapping around it
 * @length: bytes of @mapped
 */
struct user_area {
	unsigned long addr;
	unsigned long mapped;
	size_t length;
};

/**
 * user_area_map() - map memory, and fault it in
 * @test: the case, after user_mm_enter()
 * @folios: the kind of folios
 * @nr: pages needed; a large folio may have more
 * @area: filled in, for user_area_unmap() also after an error
 * @reason: on -EOPNOTSUPP, receives why this kernel has no such memory
 *
 * Return: 0 or a negative errno.
 */
int user_area_map(struct kunit *test, enum user_folios folios, unsigned int nr,
		  struct user_area *area, const char **reason);

/** user_area_unmap() - unmap it, and wait until its file is freed */
void user_area_unmap(struct user_area *area);

#endif
