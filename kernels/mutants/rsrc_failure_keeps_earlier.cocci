// SPDX-License-Identifier: GPL-2.0
// what = buffers registered before one that fails stay registered
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.failed.register
// kernels = 6.13-
@@
@@
 io_sqe_buffers_register(...)
 {
 <...
-io_sqe_buffers_unregister(ctx);
+if (!pincer_mutant(rsrc_failure_keeps_earlier))
+	io_sqe_buffers_unregister(ctx);
 ...>
 }
