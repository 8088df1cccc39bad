// SPDX-License-Identifier: GPL-2.0
// what = a buffer to register may have an address and no length
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.register io_uring.null_and_zero
// kernels = 6.19-
@@
@@
 io_validate_user_buf_range(...)
 {
 <...
-if (!ulen)
+if (!ulen && !pincer_mutant(rsrc_no_length))
 	return -EFAULT;
 ...>
 }
