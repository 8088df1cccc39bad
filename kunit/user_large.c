// SPDX-License-Identifier: GPL-2.0
#include "user_large.h"

#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mman.h>

#include "fs_file.h"
#include "user_mm.h"

#define RW (PROT_READ | PROT_WRITE)

/* Nobody but us will look at it, so any folio of several pages will do. */
static int fault_large(unsigned long addr)
{
	struct page *page;
	int error = user_mm_page(addr, true, &page);

	if (error)
		return error;
	if (compound_order(compound_head(page)) < 2)
		error = -ENOMEM;
	put_page(page);
	return error;
}

static int map_small(struct kunit *test, unsigned int nr,
		     struct user_area *area, const char **why)
{
	struct page *page;
	unsigned int i;
	int error = 0;

	area->length = nr * PAGE_SIZE;
	area->mapped = user_mm_map(test, area->length, RW);
	if (IS_ERR_VALUE(area->mapped))
		return area->mapped;
	area->addr = area->mapped;
	for (i = 0; i < nr && !error; i++) {
		error = user_mm_page(area->addr + i * PAGE_SIZE, true, &page);
		if (!error)
			put_page(page);
	}
	return error;
}

#if defined(CONFIG_TRANSPARENT_HUGEPAGE) && !defined(MODULE)
static bool thp_on_advice(void)
{
	return transparent_hugepage_flags &
	       (1 << TRANSPARENT_HUGEPAGE_FLAG |
		1 << TRANSPARENT_HUGEPAGE_REQ_MADV_FLAG);
}

/* An aligned part of twice as much. */
static int map_thp(struct kunit *test, struct user_area *area,
		   const char **why)
{
	int error;

	*why = "transparent huge pages are off: transparent_hugepage=madvise";
	if (!thp_on_advice())
		return -EOPNOTSUPP;
	area->length = 2 * PMD_SIZE;
	area->mapped = user_mm_map(test, area->length, RW);
	if (IS_ERR_VALUE(area->mapped))
		return area->mapped;
	area->addr = ALIGN(area->mapped, PMD_SIZE);
	error = do_madvise(current->mm, area->addr, PMD_SIZE, MADV_HUGEPAGE);
	return error ? error : fault_large(area->addr);
}
#else
static int map_thp(struct kunit *test, struct user_area *area,
		   const char **why)
{
	*why = IS_ENABLED(CONFIG_TRANSPARENT_HUGEPAGE) ?
	       "do_madvise() is not exported: build PINCER_KUNIT in" :
	       "CONFIG_TRANSPARENT_HUGEPAGE is off";
	return -EOPNOTSUPP;
}
#endif

/* The first huge page of a file that is gone when it is unmapped. */
static int map_hugetlb(struct kunit *test, struct user_area *area,
		       const char **why)
{
	struct file *file = fs_file_open("hugetlbfs", "pincer",
					 O_RDWR | O_CREAT);

	*why = "CONFIG_HUGETLBFS is off";
	if (file == ERR_PTR(-ENODEV))
		return -EOPNOTSUPP;
	if (IS_ERR(file))
		return PTR_ERR(file);
	area->length = file_inode(file)->i_sb->s_blocksize;
	area->mapped = user_mm_map_file(test, file, area->length, RW);
	filp_close(file, NULL);
	*why = "no huge page is set aside: vm.nr_hugepages";
	if (area->mapped == -ENOMEM)
		return -EOPNOTSUPP;
	if (IS_ERR_VALUE(area->mapped))
		return area->mapped;
	area->addr = area->mapped;
	return fault_large(area->addr);
}

int user_area_map(struct kunit *test, enum user_folios folios, unsigned int nr,
		  struct user_area *area, const char **why)
{
	memset(area, 0, sizeof(*area));
	switch (folios) {
	case USER_THP:
		return map_thp(test, area, why);
	case USER_HUGETLB:
		return map_hugetlb(test, area, why);
	default:
		return map_small(test, nr, area, why);
	}
}

void user_area_unmap(struct user_area *area)
{
	if (!area->mapped || IS_ERR_VALUE(area->mapped))
		return;
	user_mm_unmap(area->mapped, area->length);
	area->mapped = 0;
	/* A huge page is not there for the next one before its file is gone. */
	flush_delayed_fput();
}
