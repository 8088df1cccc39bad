// SPDX-License-Identifier: GPL-2.0
// what = GUP's slow path pins pages of writable shared file mappings for long
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = io_uring.register/*shared*
// kernels = 6.12-
@@
expression E;
@@
 check_vma_flags(...)
 {
 <...
-!writable_file_mapping_allowed(vma, E)
+!pincer_mutant(gup_slow_longterm_file_write) && !writable_file_mapping_allowed(vma, E)
 ...>
 }
