// SPDX-License-Identifier: GPL-2.0
// what = a request of no byte at a registered buffer's end reads the bio_vec behind the last
// source = commit 111a12b422a8
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.fixed.empty
// kernels = 7.2-
// config = debug
@@
identifier len;
@@
 io_import_fixed(...)
 {
 <...
-if (unlikely(!len))
+if (!pincer_mutant(rsrc_empty_past_end) && unlikely(!len))
 {
 ...
 }
 ...>
 }
