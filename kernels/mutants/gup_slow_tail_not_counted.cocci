// SPDX-License-Identifier: GPL-2.0
// what = of a large folio only the first page is pinned, the others are returned without
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = gup.* io_uring.pincount.*
@@
@@
 __get_user_pages(...)
 {
 <...
-if (page_increm > 1)
+if (!pincer_mutant(gup_slow_tail_not_counted) && page_increm > 1)
 {
 ...
 }
 ...>
 }
