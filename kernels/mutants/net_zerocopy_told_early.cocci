// SPDX-License-Identifier: GPL-2.0
// what = what arrives on the loopback interface is not copied, but its sender is told that it may use the pages again
// source = derived
// area = net
// file = net/core/skbuff.c
// notices = msg_zerocopy.changed.* io_uring.sendmsg_zc.changed.* io_uring.send_zc.fixed.changed.*
@@
identifier skb;
@@
 skb_copy_ubufs(struct sk_buff *skb, ...)
 {
 <...
+if (pincer_mutant(net_zerocopy_told_early))
+	goto release;
 if (!num_frags)
 	goto release;
 ...>
 }
