// SPDX-License-Identifier: GPL-2.0
// what = a page that is to be migrated for a long-term pin keeps its first pin
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = movable.*
@@
@@
 migrate_longterm_unpinnable_folios(...)
 {
 <...
-unpin_folio(folio);
+if (!pincer_mutant(gup_slow_migrated_pin_kept))
+	unpin_folio(folio);
 ...>
 }
