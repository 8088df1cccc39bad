// SPDX-License-Identifier: GPL-2.0
// what = a clone of more buffers than the source has fails with another errno than EINVAL
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.clone
// kernels = 6.13-
@@
expression N;
@@
 io_clone_buffers(...)
 {
 <...
-if (!arg->nr && (arg->dst_off || arg->src_off))
+if (!pincer_mutant(rsrc_clone_count_ignored) && !arg->nr && (arg->dst_off || arg->src_off))
 	return -EINVAL;
 ...>
 }
