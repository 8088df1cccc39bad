// SPDX-License-Identifier: GPL-2.0
// what = pieces that did not fit into a packet are not given back
// source = derived
// area = splice
// file = net/core/skbuff.c
// notices = splice.pieces.*tcp*
// kernels = 6.12-
@@
expression I, L;
@@
 skb_splice_from_iter(...)
 {
 <...
-iov_iter_revert(I, L);
+if (!pincer_mutant(net_splice_no_revert))
+	iov_iter_revert(I, L);
 ...>
 }
