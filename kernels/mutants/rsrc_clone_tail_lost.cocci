// SPDX-License-Identifier: GPL-2.0
// what = a clone that replaces part of a table drops the buffers behind that part
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
-for (I = nbufs; I < N; I++)
+for (I = pincer_mutant(rsrc_clone_tail_lost) ? N : nbufs; I < N; I++)
 	S
 ...>
 }
