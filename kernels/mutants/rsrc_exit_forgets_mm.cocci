// SPDX-License-Identifier: GPL-2.0
// what = a ring lets go of its mm before it gives back what its buffers are charged
// source = commit 42b6419d0aba
// area = io_uring-rsrc
// file = io_uring/io_uring.c
// notices = limit.return.io_uring.close limit.charge.io_uring.close
@@
identifier ctx;
@@
 io_ring_ctx_free(...)
 {
 <...
+if (pincer_mutant(rsrc_exit_forgets_mm) && ctx->mm_account) {
+	mmdrop(ctx->mm_account);
+	ctx->mm_account = NULL;
+}
 io_sqe_buffers_unregister(ctx);
 ...>
 }
