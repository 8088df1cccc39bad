// SPDX-License-Identifier: GPL-2.0
// what = a group of buffers may be given a ring twice
// source = derived
// area = io_uring-kbuf
// file = io_uring/kbuf.c
// notices = io_uring.failed.pbuf_ring
// kernels = 6.12-
@@
@@
 io_register_pbuf_ring(...)
 {
 <...
-return -EEXIST;
+if (!pincer_mutant(kbuf_ring_twice))
+	return -EEXIST;
 ...>
 }
