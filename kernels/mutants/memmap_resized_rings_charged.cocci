// SPDX-License-Identifier: GPL-2.0
// what = an io_uring is charged for its rings once they are resized
// source = commit b59cabf9b4ac
// area = io_uring-memmap
// file = io_uring/register.c
// notices = io_uring.charge.resized_ring
// kernels = 7.2-
@@
@@
 io_register_resize_rings(...)
 {
 <...
-io_create_region(NULL,
+io_create_region(pincer_mutant(memmap_resized_rings_charged) ? ctx->user : NULL,
   ...)
 ...>
 }
