// SPDX-License-Identifier: GPL-2.0
// what = address and length of a buffer to register may wrap
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// equivalent = pin_user_pages_fast() refuses such a range with the same errno
// kernels = 6.19-
@@
expression E;
@@
 io_validate_user_buf_range(...)
 {
 <...
-if (check_add_overflow(E, acct_len, &tmp))
+if (check_add_overflow(E, acct_len, &tmp) && !pincer_mutant(rsrc_range_wraps))
 	return -EOVERFLOW;
 ...>
 }
