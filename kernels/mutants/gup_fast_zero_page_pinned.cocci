// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes a reference for each pin of the zero page
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.pin.longterm_fast/* gup_test.*/anon_none gup_test.longterm.fast.read/*:read
// kernels = 6.12-
@@
@@
 try_grab_folio_fast(...)
 {
 <...
-if (is_zero_page(page))
+if (!pincer_mutant(gup_fast_zero_page_pinned) && is_zero_page(page))
 	return page_folio(page);
 ...>
 }
