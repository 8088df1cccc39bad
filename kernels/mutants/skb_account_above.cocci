// SPDX-License-Identifier: GPL-2.0
// what = MSG_ZEROCOPY is charged a page beyond RLIMIT_MEMLOCK
// source = derived
// area = net
// file = net/core/skbuff.c
// notices = limit.charge.msg_zerocopy.tcp
@@
statement S;
identifier new_pg, max_pg;
@@
 mm_account_pinned_pages(...)
 {
 <...
-if (new_pg > max_pg)
+if (new_pg > max_pg + pincer_mutant(skb_account_above))
 S
 ...>
 }
