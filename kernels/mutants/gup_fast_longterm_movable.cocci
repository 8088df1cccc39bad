// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes a long-term pin in movable memory
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = movable.*
@@
@@
 try_grab_folio_fast(...)
 {
 <...
-unlikely((flags & FOLL_LONGTERM) && !folio_is_longterm_pinnable(folio))
+unlikely(!pincer_mutant(gup_fast_longterm_movable) && (flags & FOLL_LONGTERM) && !folio_is_longterm_pinnable(folio))
 ...>
 }
