// SPDX-License-Identifier: GPL-2.0
// what = passthrough does not mark the pages dirty that a command filled
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = dirty.nvme.*
@@
expression bio;
@@
 blk_rq_unmap_user(...)
 {
 <...
-bio_data_dir(bio) == READ
+bio_data_dir(bio) == READ && !pincer_mutant(blk_map_not_dirty)
 ...>
 }
