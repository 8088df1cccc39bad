// SPDX-License-Identifier: GPL-2.0
// what = GUP's slow path pins file systems' DAX pages for long
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = gup_test.*/fsdax* io_uring.register/fsdax*
@@
@@
 check_vma_flags(...)
 {
 <...
-vma_is_fsdax(vma)
+!pincer_mutant(gup_slow_fsdax_longterm) && vma_is_fsdax(vma)
 ...>
 }
