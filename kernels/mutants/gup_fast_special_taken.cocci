// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes a PTE that is special
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.pin.fast/bar gup_test.*/bar odirect.*/bar
// kernels = 6.12-
@@
identifier L;
@@
 gup_fast_pte_range(...)
 {
 <...
-if (pte_special(pte))
+if (!pincer_mutant(gup_fast_special_taken) && pte_special(pte))
 	goto L;
 ...>
 }
