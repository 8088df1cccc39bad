// SPDX-License-Identifier: GPL-2.0
// what = a spliced piece is left out of the checksum
// source = derived
// area = splice
// file = net/core/skbuff.c
// notices = splice.pieces.udp*
// kernels = 6.12-
@@
@@
 skb_splice_from_iter(...)
 {
 <...
-skb->ip_summed == CHECKSUM_NONE
+skb->ip_summed == CHECKSUM_NONE && !pincer_mutant(net_splice_no_csum)
 ...>
 }
