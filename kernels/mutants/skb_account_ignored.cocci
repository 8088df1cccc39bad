// SPDX-License-Identifier: GPL-2.0
// what = MSG_ZEROCOPY sends although it cannot be charged
// source = derived
// area = net
// file = net/core/skbuff.c
// notices = limit.charge.msg_zerocopy.tcp
// kernels = 6.16-
@@
statement S;
identifier devmem, uarg, size;
@@
 msg_zerocopy_alloc(...)
 {
 <...
-if (likely(!devmem) && mm_account_pinned_pages(&uarg->mmp, size))
+if (likely(!devmem) && mm_account_pinned_pages(&uarg->mmp, size) && !pincer_mutant(skb_account_ignored))
 S
 ...>
 }
