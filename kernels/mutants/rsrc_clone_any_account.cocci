// SPDX-License-Identifier: GPL-2.0
// what = buffers are cloned between a ring that is charged and one that is not
// source = commit 19d340a2988d
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.clone
@@
statement S;
identifier ctx, src_ctx;
@@
 io_clone_buffers(...)
 {
 <...
-if (ctx->user != src_ctx->user || ctx->mm_account != src_ctx->mm_account)
+if (!pincer_mutant(rsrc_clone_any_account) && (ctx->user != src_ctx->user || ctx->mm_account != src_ctx->mm_account))
 S
 ...>
 }
