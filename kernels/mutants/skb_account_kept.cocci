// SPDX-License-Identifier: GPL-2.0
// what = MSG_ZEROCOPY does not give back what it is charged
// source = derived
// area = net
// file = net/core/skbuff.c
// notices = limit.return.msg_zerocopy.tcp limit.charge.msg_zerocopy.tcp
@@
statement S;
identifier mmp;
@@
 mm_unaccount_pinned_pages(...)
 {
 <...
-if (mmp->user)
+if (mmp->user && !pincer_mutant(skb_account_kept))
 S
 ...>
 }
