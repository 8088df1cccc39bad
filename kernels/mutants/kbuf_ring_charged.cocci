// SPDX-License-Identifier: GPL-2.0
// what = an io_uring is charged for a ring of provided buffers
// source = commit 9f0c88b7f884
// area = io_uring-kbuf
// file = io_uring/kbuf.c
// notices = io_uring.charge.buffer_ring io_uring.charge.buffer_ring_in_memory
// kernels = 7.2-
@@
@@
 io_register_pbuf_ring(...)
 {
 <...
-io_create_region(NULL,
+io_create_region(pincer_mutant(kbuf_ring_charged) ? ctx->user : NULL,
   ...)
 ...>
 }
