// SPDX-License-Identifier: GPL-2.0
// what = direct I/O of several bios counts the bytes of the last one
// source = derived
// area = fops
// file = block/fops.c
// notices = aio.many_pages.nvme
@@
@@
 __blkdev_direct_IO(...)
 {
 <...
-dio->size += bio->bi_iter.bi_size;
+dio->size = (pincer_mutant(fops_multi_first_bio_only) ? 0 : dio->size) + bio->bi_iter.bi_size;
 ...>
 }
