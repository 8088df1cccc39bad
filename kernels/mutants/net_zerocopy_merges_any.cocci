// SPDX-License-Identifier: GPL-2.0
// what = pages that are no neighbours become one fragment
// source = derived
// area = net
// file = net/core/datagram.c
// notices = msg_zerocopy.pieces.* io_uring.*zc*pieces*
// kernels = 6.12-
@@
@@
 zerocopy_fill_skb_from_iter(...)
 {
 <...
-head == skb_frag_page(last)
+(pincer_mutant(net_zerocopy_merges_any) || head == skb_frag_page(last))
 ...>
 }
