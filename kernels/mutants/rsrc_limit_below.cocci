// SPDX-License-Identifier: GPL-2.0
// what = a charge up to RLIMIT_MEMLOCK is refused
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = limit.charge.io_uring.* limit.return.io_uring.*
@@
@@
 __io_account_mem(...)
 {
 <...
-new_pages = cur_pages + nr_pages;
+new_pages = cur_pages + nr_pages + pincer_mutant(rsrc_limit_below);
 ...>
 }
