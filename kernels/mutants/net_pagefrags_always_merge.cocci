// SPDX-License-Identifier: GPL-2.0
// what = pieces of a page that are not neighbours become one fragment
// source = derived
// area = splice
// file = net/core/skbuff.c
// notices = splice.pieces.*
// kernels = 6.12-
@@
@@
 skb_append_pagefrags(...)
 {
 <...
-skb_can_coalesce(skb, i, page, offset)
+(skb_can_coalesce(skb, i, page, offset) || (pincer_mutant(net_pagefrags_always_merge) && i))
 ...>
 }
