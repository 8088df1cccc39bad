// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins a small folio with one reference less than the bias
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup.*
@@
expression E;
@@
 try_grab_folio_fast(...)
 {
 <...
-folio_ref_add(folio, E);
+folio_ref_add(folio, (E) - pincer_mutant(gup_fast_small_pin_bias));
 ...>
 }
