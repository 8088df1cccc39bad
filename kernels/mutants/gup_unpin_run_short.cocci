// SPDX-License-Identifier: GPL-2.0
// what = unpin_user_pages() puts a run of pages of one folio but for the last
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = gup.* process_vm.*
@@
@@
 unpin_user_pages(...)
 {
 <...
-gup_put_folio(folio, nr, FOLL_PIN);
+gup_put_folio(folio, pincer_mutant(gup_unpin_run_short) && nr > 1 ? nr - 1 : nr, FOLL_PIN);
 ...>
 }
