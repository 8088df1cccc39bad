// SPDX-License-Identifier: GPL-2.0
// what = a registration that RLIMIT_MEMLOCK refuses leaves its huge pages counted, so that the next is free
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.huge
// kernels = 7.2-
@@
@@
 io_buffer_account_pin(...)
 {
 <...
-io_buffer_unaccount_hpages(ctx, pages, nr_pages);
+if (!pincer_mutant(rsrc_refused_huge_counted))
+	io_buffer_unaccount_hpages(ctx, pages, nr_pages);
 ...>
 }
