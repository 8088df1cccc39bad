// SPDX-License-Identifier: GPL-2.0
// what = a clone at an offset takes the source's first buffers
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.clone.replaces
// kernels = 6.13-
@@
expression I;
@@
 io_clone_buffers(...)
 {
 <...
-I = arg->src_off;
+I = pincer_mutant(rsrc_clone_offset_ignored) ? 0 : arg->src_off;
 ...>
 }
