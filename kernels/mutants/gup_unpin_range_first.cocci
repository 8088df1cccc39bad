// SPDX-License-Identifier: GPL-2.0
// what = unpin_user_page_range_dirty_lock() unpins a page of each folio
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = gup.* rdma.mr.* io_uring.register/thp*
@@
@@
 unpin_user_page_range_dirty_lock(...)
 {
 <...
-gup_put_folio(folio, nr, FOLL_PIN);
+gup_put_folio(folio, pincer_mutant(gup_unpin_range_first) ? 1 : nr, FOLL_PIN);
 ...>
 }
