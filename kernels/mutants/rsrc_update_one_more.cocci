// SPDX-License-Identifier: GPL-2.0
// what = an update of registered buffers may reach one beyond their table
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.update
@@
expression N;
@@
 __io_sqe_buffers_update(...)
 {
 <...
-if (up->offset + nr_args > N)
+if (up->offset + nr_args > N + pincer_mutant(rsrc_update_one_more))
 	return -EINVAL;
 ...>
 }
