// SPDX-License-Identifier: GPL-2.0
// what = pages of one huge page in a buffer are counted each, and given back once
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.mixed
// kernels = 7.2-
@@
statement S;
identifier hpage, seen;
@@
 io_buffer_account_pin(...)
 {
 <...
-if (hpage == seen)
+if (hpage == seen && !pincer_mutant(rsrc_huge_again))
 S
 ...>
 }
