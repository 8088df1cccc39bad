// SPDX-License-Identifier: GPL-2.0
// what = GUP's slow path takes a pin of the zero page, which unpinning does not give back
// source = commit c8070b787519
// area = gup-slow
// file = mm/gup.c
// notices = aio.write.*/anon+hole aio.write.*/anon_ro
// kernels = 6.12-
@@
@@
 try_grab_folio(...)
 {
 <...
-is_zero_folio(folio)
+is_zero_folio(folio) && !pincer_mutant(gup_slow_zero_page_pinned)
 ...>
 }
