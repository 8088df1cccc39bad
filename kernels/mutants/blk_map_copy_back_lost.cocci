// SPDX-License-Identifier: GPL-2.0
// what = passthrough that copies does not copy back what was read
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = copied.nvme.*
@@
@@
 bio_uncopy_user(...)
 {
 <...
-bio_data_dir(bio) == READ
+!pincer_mutant(blk_map_copy_back_lost) && bio_data_dir(bio) == READ
 ...>
 }
