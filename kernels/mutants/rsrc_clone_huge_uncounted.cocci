// SPDX-License-Identifier: GPL-2.0
// what = a ring does not count the huge pages of buffers that it clones
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.huge.clone_outlives io_uring.charge.huge.*
// kernels = 7.2-
@@
statement S;
identifier page;
@@
 io_buffer_acct_cloned_hpages(...)
 {
 <...
-if (!PageCompound(page))
+if (!PageCompound(page) || pincer_mutant(rsrc_clone_huge_uncounted))
 S
 ...>
 }
