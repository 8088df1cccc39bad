// SPDX-License-Identifier: GPL-2.0
// what = try_grab_folio() does not count the pin in /proc/vmstat
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = io_uring.register/* gup.*
@@
@@
 try_grab_folio(...)
 {
 <...
-node_stat_mod_folio(folio, NR_FOLL_PIN_ACQUIRED, refs);
+if (!pincer_mutant(gup_slow_pin_not_counted))
+	node_stat_mod_folio(folio, NR_FOLL_PIN_ACQUIRED, refs);
 ...>
 }
