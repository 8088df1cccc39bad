// SPDX-License-Identifier: GPL-2.0
// what = a memory region of an io_uring does not give back its charge
// source = derived
// area = io_uring-memmap
// file = io_uring/memmap.c
// notices = limit.return.io_uring.mem_region limit.charge.io_uring.mem_region
// kernels = 6.13-
@@
statement S;
identifier mr, user;
@@
 io_free_region(...)
 {
 <...
-if (mr->nr_pages && user)
+if (mr->nr_pages && user && !pincer_mutant(memmap_region_kept))
 S
 ...>
 }
