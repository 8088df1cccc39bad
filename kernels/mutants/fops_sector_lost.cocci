// SPDX-License-Identifier: GPL-2.0
// what = direct I/O of several bios puts each at the first one's sector
// source = derived
// area = fops
// file = block/fops.c
// notices = odirect.many_pages.*
@@
@@
 __blkdev_direct_IO(...)
 {
 <...
-pos += bio->bi_iter.bi_size;
+pos += pincer_mutant(fops_sector_lost) ? 0 : bio->bi_iter.bi_size;
 ...>
 }
