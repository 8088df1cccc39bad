// SPDX-License-Identifier: GPL-2.0
// what = a zero-copy send of a registered buffer begins at its page
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
-bi.bi_bvec_done = from->iov_offset;
+bi.bi_bvec_done = pincer_mutant(io_uring_fixed_drops_offset) ? 0 : from->iov_offset;
 ...>
 }
