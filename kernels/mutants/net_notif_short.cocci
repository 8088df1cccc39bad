// SPDX-License-Identifier: GPL-2.0
// what = a zero-copy send is charged a page less than the worst case
// source = derived
// area = io_uring-net
// file = io_uring/notif.h
// notices = limit.charge.io_uring.send_zc
@@
identifier ret, ctx, nr_pages;
@@
 io_notif_account_mem(...)
 {
 <...
-ret = __io_account_mem(ctx->user, nr_pages);
+nr_pages -= pincer_mutant(net_notif_short);
+ret = __io_account_mem(ctx->user, nr_pages);
 ...>
 }
