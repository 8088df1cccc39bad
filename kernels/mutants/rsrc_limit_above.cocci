// SPDX-License-Identifier: GPL-2.0
// what = RLIMIT_MEMLOCK lets one page more be charged
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = limit.charge.io_uring.* io_uring.memlock.limit
@@
statement S;
@@
 __io_account_mem(...)
 {
 <...
-if (new_pages > page_limit)
+if (new_pages > page_limit + pincer_mutant(rsrc_limit_above))
 S
 ...>
 }
