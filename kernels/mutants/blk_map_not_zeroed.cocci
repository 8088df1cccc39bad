// SPDX-License-Identifier: GPL-2.0
// what = passthrough that copies shows old contents of kernel pages when the device writes less
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = copied.nothing.*
@@
@@
 bio_copy_user_iov(...)
 {
 <...
-if (bmd->is_our_pages)
+if (!pincer_mutant(blk_map_not_zeroed) && bmd->is_our_pages)
 	zero_fill_bio(bio);
 ...>
 }
