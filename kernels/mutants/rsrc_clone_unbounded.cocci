// SPDX-License-Identifier: GPL-2.0
// what = a cloned table of buffers may be longer than IORING_MAX_REG_BUFFERS
// source = commit 1d27f11bf02b
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.clone
// kernels = 6.15-
@@
identifier N;
@@
 io_clone_buffers(...)
 {
 <...
-if (N > IORING_MAX_REG_BUFFERS)
+if (!pincer_mutant(rsrc_clone_unbounded) && N > IORING_MAX_REG_BUFFERS)
 	return -EINVAL;
 ...>
 }
