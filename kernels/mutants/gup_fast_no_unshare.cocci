// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins a page for reading that fork() shared
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.unshare.fast gup.* fork.pinned gup_test.unshare
@@
@@
 gup_fast_pte_range(...)
 {
 <...
-if (!pte_write(pte) && gup_must_unshare(NULL, flags, page))
+if (!pincer_mutant(gup_fast_no_unshare) && !pte_write(pte) && gup_must_unshare(NULL, flags, page))
 {
 ...
 }
 ...>
 }
