// SPDX-License-Identifier: GPL-2.0
// what = an io_uring is charged for its rings
// source = commit b59cabf9b4ac
// area = io_uring-memmap
// file = io_uring/io_uring.c
// notices = io_uring.charge.ring io_uring.charge.ring_in_memory
// kernels = 7.2-
@@
@@
 io_allocate_scq_urings(...)
 {
 <...
-io_create_region(NULL,
+io_create_region(pincer_mutant(memmap_rings_charged) ? ctx->user : NULL,
   ...)
 ...>
 }
@@
@@
 io_rings_free(...)
 {
 <...
-io_free_region(NULL,
+io_free_region(pincer_mutant(memmap_rings_charged) ? ctx->user : NULL,
   ...)
 ...>
 }
