// SPDX-License-Identifier: GPL-2.0
// what = unpin_user_pages_dirty_lock() does not mark the folio dirty
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = dirty.kept.afxdp.umem
@@
@@
 unpin_user_pages_dirty_lock(...)
 {
 <...
-if (!folio_test_dirty(folio))
+if (!pincer_mutant(gup_unpin_dirty_lost) && !folio_test_dirty(folio))
 {
 ...
 }
 ...>
 }
