// SPDX-License-Identifier: GPL-2.0
// what = the first ring that drops a shared buffer gives back its charge
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.clone_outlives io_uring.charge.clone_is_free
// kernels = 7.2-
@@
identifier imu, ctx, acct_pages;
@@
 io_buffer_unmap(...)
 {
 <...
 acct_pages = io_buffer_unaccount_pages(ctx, imu);
+if (pincer_mutant(rsrc_clone_uncharges) && refcount_read(&imu->refs) > 1)
+	io_unaccount_mem(ctx->user, ctx->mm_account, acct_pages);
 ...>
 }
