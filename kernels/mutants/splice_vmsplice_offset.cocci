// SPDX-License-Identifier: GPL-2.0
// what = vmsplice: a later page begins where the first one did
// source = derived
// area = splice
// file = fs/splice.c
// notices = splice.pieces.* splice.vmsplice*
// kernels = 6.12-
@@
@@
 iter_to_pipe(...)
 {
 <...
-start = 0;
+start = pincer_mutant(splice_vmsplice_offset) ? start : 0;
 ...>
 }
