// SPDX-License-Identifier: GPL-2.0
// what = passthrough maps memory that the device cannot address instead of copying it
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = copied.*
@@
@@
 blk_rq_map_user_iov(...)
 {
 <...
-iov_iter_alignment(iter) & align
+!pincer_mutant(blk_map_alignment_ignored) && (iov_iter_alignment(iter) & align)
 ...>
 }
