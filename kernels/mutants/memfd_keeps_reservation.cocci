// SPDX-License-Identifier: GPL-2.0
// what = memfd_pin_folios() that finds no huge page to pin keeps the reservation
// source = commit 717cf9357325
// area = memfd
// file = mm/memfd.c
// notices = allocate.hugetlb_movable.*
// kernels = 7.2-
@@
statement S;
identifier nr_resv;
@@
 memfd_alloc_folio(...)
 {
 <...
-if (nr_resv > 0)
+if (nr_resv > 0 && !pincer_mutant(memfd_keeps_reservation))
 S
 ...>
 }
