// SPDX-License-Identifier: GPL-2.0
// what = a clone may begin so far up that it reads beyond the source's table
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.clone
// kernels = 6.13-
@@
expression E, N;
@@
 io_clone_buffers(...)
 {
 <...
-if (E || off > N)
+if ((E || off > N) && !pincer_mutant(rsrc_clone_source_end))
 	return -EOVERFLOW;
 ...>
 }
