// SPDX-License-Identifier: GPL-2.0
// what = a fixed read or write may reach a byte beyond its registered buffer
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.fixed io_uring.fixed.range
// kernels = 6.15-
@@
expression E, A;
@@
 validate_fixed_range(...)
 {
 <...
-if (unlikely(A || E > (imu->ubuf + imu->len)))
+if (unlikely(A || E > (imu->ubuf + imu->len + pincer_mutant(rsrc_fixed_one_more))))
 	return -EFAULT;
 ...>
 }
