// SPDX-License-Identifier: GPL-2.0
// what = IORING_OP_SEND_ZC is not charged for its pages
// source = derived
// area = io_uring-net
// file = io_uring/notif.h
// notices = limit.charge.io_uring.send_zc limit.charge.io_uring.sendmsg_zc
@@
identifier ctx;
@@
 io_notif_account_mem(...)
 {
 <...
-if (ctx->user) {
+if (ctx->user && !pincer_mutant(net_send_zc_free)) {
 ...
 }
 ...>
 }
