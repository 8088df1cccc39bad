// SPDX-License-Identifier: GPL-2.0
// what = a passthrough request that fails after its first bio keeps it
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = nvme.*
@@
@@
 blk_rq_map_user_iov(...)
 {
 <...
-blk_rq_unmap_user(bio);
+if (!pincer_mutant(blk_map_unmap_on_failure))
+	blk_rq_unmap_user(bio);
 ...>
 }
