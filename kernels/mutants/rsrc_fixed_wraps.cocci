// SPDX-License-Identifier: GPL-2.0
// what = address and length of a fixed read or write may wrap
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.fixed.pieces* io_uring.edges.fixed io_uring.fixed.range
// kernels = 6.15-
@@
typedef u64;
expression E;
@@
 validate_fixed_range(...)
 {
 <...
-if (unlikely(check_add_overflow(E, (u64)len, &buf_end)))
+if (unlikely(check_add_overflow(E, (u64)len, &buf_end) && !pincer_mutant(rsrc_fixed_wraps)))
 	return -EFAULT;
 ...>
 }
