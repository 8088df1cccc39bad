// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes a PTE that is PROT_NONE
// source = derived
// area = gup-fast
// file = mm/gup.c
// equivalent = pte_access_permitted() asks for _PAGE_PRESENT, which a PROT_NONE entry of x86 lacks
@@
@@
 gup_fast_pte_range(...)
 {
 <...
-pte_protnone(pte)
+!pincer_mutant(gup_fast_protnone) && pte_protnone(pte)
 ...>
 }
