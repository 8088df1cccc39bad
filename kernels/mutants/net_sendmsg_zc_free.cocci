// SPDX-License-Identifier: GPL-2.0
// what = IORING_OP_SENDMSG_ZC is not charged for its pages
// source = commit 04491732fc99
// area = io_uring-net
// file = io_uring/net.c
// notices = limit.charge.io_uring.sendmsg_zc limit.return.io_uring.sendmsg_zc
@@
identifier zc, iomsg;
@@
 io_send_zc_prep(...)
 {
 <...
-return io_notif_account_mem(zc->notif, iomsg->msg.msg_iter.count);
+return pincer_mutant(net_sendmsg_zc_free) && req->opcode == IORING_OP_SENDMSG_ZC ? 0 : io_notif_account_mem(zc->notif, iomsg->msg.msg_iter.count);
 ...>
 }
