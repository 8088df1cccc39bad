// SPDX-License-Identifier: GPL-2.0
// what = the second page of a piece begins where the first one did
// source = derived
// area = splice
// file = net/core/skbuff.c
// equivalent = a buffer of a pipe lies in one page, so no piece has a second one; only senders in the kernel have such
// kernels = 6.12-
@@
@@
 skb_splice_from_iter(...)
 {
 <...
-off = 0;
+off = pincer_mutant(net_splice_keeps_offset) ? off : 0;
 ...>
 }
