// SPDX-License-Identifier: GPL-2.0
// what = tee() refers to a page without a reference
// source = derived
// area = splice
// file = fs/splice.c
// notices = splice.vmsplice.tee/*
// kernels = 6.12-
@@
@@
 link_pipe(...)
 {
 <...
-!pipe_buf_get(ipipe, ibuf)
+!pincer_mutant(splice_tee_no_reference) && !pipe_buf_get(ipipe, ibuf)
 ...>
 }
