// SPDX-License-Identifier: GPL-2.0
// what = folio_add_pin() adds a reference to a small folio instead of a pin
// source = derived
// area = dio
// file = mm/gup.c
// notices = aio.read.vfat.failed odirect.*.vfat.released odirect.*.vfat/*
@@
@@
 folio_add_pin(...)
 {
 <...
-folio_ref_add(folio, GUP_PIN_COUNTING_BIAS);
+folio_ref_add(folio, pincer_mutant(gup_add_pin_small) ? 1 : GUP_PIN_COUNTING_BIAS);
 ...>
 }
