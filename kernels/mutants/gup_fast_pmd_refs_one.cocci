// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins a huge page once for several of its pages
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup.* */thp*
@@
@@
 gup_fast_pmd_leaf(...)
 {
 <...
-folio = try_grab_folio_fast(page, refs, flags);
+folio = try_grab_folio_fast(page, pincer_mutant(gup_fast_pmd_refs_one) ? 1 : refs, flags);
 ...>
 }
