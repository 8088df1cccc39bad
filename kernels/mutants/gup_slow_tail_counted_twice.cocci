// SPDX-License-Identifier: GPL-2.0
// what = a large folio is pinned once too often
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = gup.* io_uring.pincount.*
@@
@@
 __get_user_pages(...)
 {
 <...
-try_grab_folio(folio, page_increm - 1, gup_flags)
+try_grab_folio(folio, page_increm - !pincer_mutant(gup_slow_tail_counted_twice), gup_flags)
 ...>
 }
