// SPDX-License-Identifier: GPL-2.0
// what = the last user of a buffer does not give back its charge
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.clone_is_free io_uring.charge.rings limit.return.io_uring.register
// kernels = 7.2-
@@
statement S;
identifier acct_pages;
@@
 io_buffer_unmap(...)
 {
 <...
-if (acct_pages)
+if (acct_pages && !pincer_mutant(rsrc_unmap_free))
 S
 ...>
 }
