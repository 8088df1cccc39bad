// SPDX-License-Identifier: GPL-2.0
// what = unpin_user_folio() unpins one page, however many it is told
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = odirect.* bio.* io_uring.fixed.*
// kernels = 6.12-
@@
@@
 unpin_user_folio(...)
 {
 <...
-gup_put_folio(folio, npages, FOLL_PIN);
+gup_put_folio(folio, pincer_mutant(gup_unpin_user_folio_one) ? 1 : npages, FOLL_PIN);
 ...>
 }
