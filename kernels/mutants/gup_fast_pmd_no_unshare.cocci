// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins a huge page for reading that fork() shared
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.unshare.thp.fast gup_test.unshare.hugetlb.fast
@@
@@
 gup_fast_pmd_leaf(...)
 {
 <...
-if (!pmd_write(orig) && gup_must_unshare(...))
+if (!pincer_mutant(gup_fast_pmd_no_unshare) && !pmd_write(orig) && gup_must_unshare(NULL, flags, &folio->page))
 {
 ...
 }
 ...>
 }
