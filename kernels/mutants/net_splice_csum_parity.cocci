// SPDX-License-Identifier: GPL-2.0
// what = the checksum of a spliced piece is added at the place of the first one
// source = commit febec6a70764
// area = splice
// file = net/core/skbuff.c
// notices = splice.pieces.udp splice.pieces.udp.fragments splice.pieces.file.udp*
// kernels = 6.12-
@@
@@
 skb_splice_from_iter(...)
 {
 <...
-skb->len + spliced
+skb->len + (pincer_mutant(net_splice_csum_parity) ? 0 : spliced)
 ...>
 }
