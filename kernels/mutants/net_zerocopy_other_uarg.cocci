// SPDX-License-Identifier: GPL-2.0
// what = a packet of one zero-copy send takes pages of another one
// source = derived
// area = net
// file = net/core/skbuff.c
// notices = msg_zerocopy.pieces.* io_uring.*zc*pieces*
// kernels = 6.12-
@@
@@
 skb_zerocopy_iter_stream(...)
 {
 <...
-orig_uarg && uarg != orig_uarg
+orig_uarg && uarg != orig_uarg && !pincer_mutant(net_zerocopy_other_uarg)
 ...>
 }
