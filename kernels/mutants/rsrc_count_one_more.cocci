// SPDX-License-Identifier: GPL-2.0
// what = one buffer more than IORING_MAX_REG_BUFFERS may be registered
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.count
@@
@@
 io_sqe_buffers_register(...)
 {
 <...
-if (!nr_args || nr_args > IORING_MAX_REG_BUFFERS)
+if (!nr_args || nr_args > IORING_MAX_REG_BUFFERS + pincer_mutant(rsrc_count_one_more))
 	return -EINVAL;
 ...>
 }
