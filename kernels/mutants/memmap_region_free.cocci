// SPDX-License-Identifier: GPL-2.0
// what = a memory region of an io_uring is not charged
// source = derived
// area = io_uring-memmap
// file = io_uring/memmap.c
// notices = limit.charge.io_uring.mem_region limit.charge.io_uring.kernel_region
// kernels = 6.13-
@@
identifier ret, user, nr_pages;
@@
 io_create_region(...)
 {
 <...
-ret = __io_account_mem(user, nr_pages);
+ret = pincer_mutant(memmap_region_free) ? 0 : __io_account_mem(user, nr_pages);
 ...>
 }
