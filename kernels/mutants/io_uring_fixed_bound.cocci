// SPDX-License-Identifier: GPL-2.0
// what = a zero-copy send of a registered buffer takes the rest of it
// source = derived
// area = io_uring-net
// file = io_uring/net.c
// notices = io_uring.send_zc.fixed.pieces.*
// kernels = 6.12-
@@
@@
 io_sg_from_iter(...)
 {
 <...
-from->count -= copied;
+from->count -= copied - (pincer_mutant(io_uring_fixed_bound) && copied > 1);
 ...>
 }
