// SPDX-License-Identifier: GPL-2.0
// what = a clone that replaces part of a table drops the last buffer before that part
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.clone.replaces
// kernels = 6.13-
@@
statement S;
expression I, N;
@@
 io_clone_buffers(...)
 {
 <...
-for (I = 0; I < min(arg->dst_off, N); I++)
+for (I = 0; I + pincer_mutant(rsrc_clone_head_lost) < min(arg->dst_off, N); I++)
 	S
 ...>
 }
