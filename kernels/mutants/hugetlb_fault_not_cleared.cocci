// SPDX-License-Identifier: GPL-2.0
// what = a page fault maps a huge page with what others left in it
// source = derived
// area = hugetlb
// file = mm/hugetlb.c
// notices = allocate.hugetlb_private.* allocate.hugetlb_shared.io_uring.register
// kernels = 6.12-
@@
identifier folio;
expression E;
@@
 hugetlb_no_page(...)
 {
 <...
-folio_zero_user(folio, E);
+if (!pincer_mutant(hugetlb_fault_not_cleared))
+	folio_zero_user(folio, E);
 ...>
 }
