// SPDX-License-Identifier: GPL-2.0
// what = a fixed read or write of no bytes at the end of its buffer is refused
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.fixed
// kernels = 6.15-
@@
@@
 validate_fixed_range(...)
 {
 ...
-return 0;
+return pincer_mutant(rsrc_fixed_none_at_end) && buf_addr == imu->ubuf + imu->len ? -EFAULT : 0;
 }
