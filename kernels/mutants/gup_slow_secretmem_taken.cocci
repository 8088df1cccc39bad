// SPDX-License-Identifier: GPL-2.0
// what = GUP's slow path takes secretmem
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = gup_test.*/secretmem odirect.*/secretmem splice.vmsplice/secretmem
@@
expression E;
@@
 check_vma_flags(...)
 {
 <...
-vma_is_secretmem(E)
+(!pincer_mutant(gup_slow_secretmem_taken) && vma_is_secretmem(E))
 ...>
 }
