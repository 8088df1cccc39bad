// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins a huge PMD for writing that is read-only
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup.* folio.* fork.pinned.thp
@@
@@
 gup_fast_pmd_leaf(...)
 {
 <...
-!pmd_access_permitted(orig, flags & FOLL_WRITE)
+!pmd_access_permitted(orig, pincer_mutant(gup_fast_pmd_write_readonly) ? 0 : flags & FOLL_WRITE)
 ...>
 }
