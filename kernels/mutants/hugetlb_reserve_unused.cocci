// SPDX-License-Identifier: GPL-2.0
// what = a huge page for memfd_pin_folios() does not use up its reservation
// source = derived
// area = hugetlb
// file = mm/hugetlb.c
// notices = allocate.hugetlb_memfd.* allocate.hugetlb_shared.udmabuf
// kernels = 6.12-
@@
identifier folio, h;
@@
 alloc_hugetlb_folio_reserve(...)
 {
 <...
-if (folio)
+if (folio && !pincer_mutant(hugetlb_reserve_unused))
 h->resv_huge_pages--;
 ...>
 }
