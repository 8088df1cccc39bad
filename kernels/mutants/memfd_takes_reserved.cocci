// SPDX-License-Identifier: GPL-2.0
// what = memfd_pin_folios() takes a huge page that others have reserved
// source = commit c56b6f3d801d
// area = memfd
// file = mm/memfd.c
// notices = allocate.hugetlb_others.* allocate.hugetlb_memfd.*
// kernels = 7.2-
@@
identifier nr_resv, inode, idx;
@@
 memfd_alloc_folio(...)
 {
 <...
-nr_resv = hugetlb_reserve_pages(inode, idx, idx + 1, NULL, EMPTY_VMA_FLAGS);
+nr_resv = pincer_mutant(memfd_takes_reserved) ? 0 : hugetlb_reserve_pages(inode, idx, idx + 1, NULL, EMPTY_VMA_FLAGS);
 ...>
 }
