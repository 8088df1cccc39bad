// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast leaves a reference on a folio that it may not take
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.pin.longterm_fast/* io_uring.register/ext4* */secretmem*
@@
@@
 gup_fast_pte_range(...)
 {
 <...
 if (!gup_fast_folio_allowed(folio, flags)) {
-gup_put_folio(folio, 1, flags);
+if (!pincer_mutant(gup_fast_put_once))
+	gup_put_folio(folio, 1, flags);
 ...
 }
 ...>
 }
