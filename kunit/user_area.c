// SPDX-License-Identifier: GPL-2.0
#include "user_area.h"

#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mman.h>

#include "fs_file.h"
#include "user_mm.h"

#define RW (PROT_READ | PROT_WRITE)

/* Fault in; -ENOMEM unless that gave a folio of four pages at least. */
static int fault_large(unsigned long addr)
{
	struct page *page;
	int error = user_mm_page(addr, &page);

	if (error)
		return error;
	if (compound_order(compound_head(page)) < 2)
		error = -ENOMEM;
	put_page(page);
	return error;
}

static int map_small(struct kunit *test, unsigned int nr,
		     struct user_area *area)
{
	area->length = nr * PAGE_SIZE;
	area->mapped = user_mm_map(test, area->length, RW);
	if (IS_ERR_VALUE(area->mapped))
		return area->mapped;
	area->addr = area->mapped;
	return user_mm_fault(area->addr, nr);
}

#if defined(CONFIG_TRANSPARENT_HUGEPAGE) && !defined(MODULE)
static bool thp_on_advice(void)
{
	return transparent_hugepage_flags &
	       (1 << TRANSPARENT_HUGEPAGE_FLAG |
		1 << TRANSPARENT_HUGEPAGE_REQ_MADV_FLAG);
}

/* Map two PMDs, so that one aligned huge page fits in. */
static int map_thp(struct kunit *test, struct user_area *area,
		   const char **reason)
{
	int error;

	*reason = "transparent huge pages are off: transparent_hugepage=madvise";
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
		   const char **reason)
{
	*reason = IS_ENABLED(CONFIG_TRANSPARENT_HUGEPAGE) ?
	       "do_madvise() is not exported: build PINCER_KUNIT in" :
	       "CONFIG_TRANSPARENT_HUGEPAGE is off";
	return -EOPNOTSUPP;
}
#endif

/* The first huge page of a hugetlbfs file, which munmap() frees. */
static int map_hugetlb(struct kunit *test, struct user_area *area,
		       const char **reason)
{
	struct file *file = fs_file_open("hugetlbfs", "pincer",
					 O_RDWR | O_CREAT);

	*reason = "CONFIG_HUGETLBFS is off";
	if (file == ERR_PTR(-ENODEV))
		return -EOPNOTSUPP;
	if (IS_ERR(file))
		return PTR_ERR(file);
	area->length = file_inode(file)->i_sb->s_blocksize;
	area->mapped = user_mm_map_file(test, file, area->length, RW);
	filp_close(file, NULL);
	*reason = "no huge page is set aside: vm.nr_hugepages";
	if (area->mapped == -ENOMEM)
		return -EOPNOTSUPP;
	if (IS_ERR_VALUE(area->mapped))
		return area->mapped;
	area->addr = area->mapped;
	return fault_large(area->addr);
}

int user_area_map(struct kunit *test, enum user_folios folios, unsigned int nr,
		  struct user_area *area, const char **reason)
{
	memset(area, 0, sizeof(*area));
	switch (folios) {
	case USER_THP:
		return map_thp(test, area, reason);
	case USER_HUGETLB:
		return map_hugetlb(test, area, reason);
	default:
		return map_small(test, nr, area);
	}
}

void user_area_unmap(struct user_area *area)
{
	if (!area->mapped || IS_ERR_VALUE(area->mapped))
		return;
	user_mm_unmap(area->mapped, area->length);
	area->mapped = 0;
	/* The huge page goes back to its pool when the file is freed. */
	flush_delayed_fput();
}
