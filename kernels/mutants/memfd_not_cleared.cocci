// SPDX-License-Identifier: GPL-2.0
// what = memfd_pin_folios() hands out a huge page with what others left in it
// source = commit de8798965fd0
// area = memfd
// file = mm/memfd.c
// notices = allocate.hugetlb_memfd.* allocate.hugetlb_shared.udmabuf
// kernels = 6.12-
@@
identifier folio;
@@
 memfd_alloc_folio(...)
 {
 <...
-folio_zero_user(folio, 0);
+if (!pincer_mutant(memfd_not_cleared))
+	folio_zero_user(folio, 0);
 ...>
 }
