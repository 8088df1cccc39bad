// SPDX-License-Identifier: GPL-2.0
// what = unpin_user_page_range_dirty_lock() does not mark the folio dirty
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = dirty.kept.rdma.mr.write dirty.kept.iommufd.map.write
@@
@@
 unpin_user_page_range_dirty_lock(...)
 {
 <...
-if (make_dirty && !folio_test_dirty(folio))
+if (make_dirty && !folio_test_dirty(folio) && !pincer_mutant(gup_unpin_range_not_dirty))
 {
 ...
 }
 ...>
 }
