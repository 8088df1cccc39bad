// SPDX-License-Identifier: GPL-2.0
// what = a pin of a small folio adds one reference, not the pin counting bias
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = gup.*
@@
@@
 try_grab_folio(...)
 {
 <...
-folio_ref_add(folio, refs * GUP_PIN_COUNTING_BIAS);
+folio_ref_add(folio, pincer_mutant(gup_slow_small_pin_is_ref) ? refs : refs * GUP_PIN_COUNTING_BIAS);
 ...>
 }
