// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast refuses anonymous folios; the slow path takes them
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.longterm.fast.* gup_test.pin.fast/* gup.*
// kernels = 7.2-
@@
@@
 gup_fast_folio_allowed(...)
 {
 <...
-return mapping_flags & FOLIO_MAPPING_ANON;
+return !pincer_mutant(gup_fast_anon_write_refused) && mapping_flags & FOLIO_MAPPING_ANON;
 ...>
 }
