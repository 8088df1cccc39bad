// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast returns the first pages of a huge page, whatever the address
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = */thp* gup.*
// kernels = 7.2-
@@
expression E;
@@
 gup_fast_pmd_leaf(...)
 {
 <...
-page = pmd_page(orig) + E;
+page = pmd_page(orig) + (pincer_mutant(gup_fast_subpage_lost) ? 0 : E);
 ...>
 }
