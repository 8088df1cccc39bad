// SPDX-License-Identifier: GPL-2.0
// what = a huge page is given back with the first of its buffers
// source = commit df0a52537c0f
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.kept io_uring.charge.huge.*
// kernels = 7.2-
@@
statement S;
@@
 hpage_acct_unref(...)
 {
 <...
-if (count == 1)
+if (count == 1 || pincer_mutant(rsrc_huge_first_removed))
 S
 ...>
 }
