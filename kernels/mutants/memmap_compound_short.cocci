// SPDX-License-Identifier: GPL-2.0
// what = a compound region gives back the pages of its size, not those that it was charged
// source = derived
// area = io_uring-memmap
// file = io_uring/memmap.c
// notices = limit.uneven.io_uring.kernel_region
// kernels = 7.2-
@@
expression E;
identifier mr;
@@
 io_free_region(...)
 {
 <...
-if (mr->flags & IO_REGION_F_SINGLE_REF)
+if (mr->flags & IO_REGION_F_SINGLE_REF && !pincer_mutant(memmap_compound_short))
 nr_accounted = E;
 ...>
 }
