// SPDX-License-Identifier: GPL-2.0
// what = a notification does not give back what its message is charged
// source = derived
// area = io_uring-net
// file = io_uring/notif.c
// notices = limit.return.io_uring.send_zc limit.charge.io_uring.send_zc
@@
identifier nd, notif;
@@
 io_notif_tw_complete(...)
 {
 <...
-if (nd->account_pages && notif->ctx->user) {
+if (nd->account_pages && notif->ctx->user && !pincer_mutant(net_notif_kept)) {
 ...
 }
 ...>
 }
