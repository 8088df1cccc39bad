// SPDX-License-Identifier: GPL-2.0
// what = neighbours that become one fragment keep both references
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
-refs++;
+refs += !pincer_mutant(net_zerocopy_merge_keeps_reference);
 ...>
 }
