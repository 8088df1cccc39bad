// SPDX-License-Identifier: GPL-2.0
// what = a read-only pin of a page shared by fork does not unshare it first
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = gup_test.unshare gup.*
@@
@@
 follow_page_pte(...)
 {
 <...
-if (!pte_write(pte) && gup_must_unshare(vma, flags, page))
+if (!pincer_mutant(gup_slow_no_unshare) && !pte_write(pte) && gup_must_unshare(vma, flags, page))
 {
 ...
 }
 ...>
 }
