// SPDX-License-Identifier: GPL-2.0
// what = passthrough that copies does not notice that a copy fell short
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = copied.short.*
@@
@@
 bio_copy_from_iter(...)
 {
 <...
-if (ret < bvec->bv_len)
+if (!pincer_mutant(blk_map_copy_tail_unchecked) && ret < bvec->bv_len)
 	return -EFAULT;
 ...>
 }
