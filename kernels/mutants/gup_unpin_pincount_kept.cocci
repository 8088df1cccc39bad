// SPDX-License-Identifier: GPL-2.0
// what = the pin count of a large folio is not lowered when it is unpinned
// source = derived
// area = gup-folio
// file = mm/gup.c
// notices = gup.* io_uring.pincount.*
@@
@@
 gup_put_folio(...)
 {
 <...
-atomic_sub(refs, &folio->_pincount);
+atomic_sub(pincer_mutant(gup_unpin_pincount_kept) ? 0 : refs, &folio->_pincount);
 ...>
 }
