// SPDX-License-Identifier: GPL-2.0
// what = synchronous direct I/O of a block device keeps its pins
// source = derived
// area = fops
// file = block/fops.c
// notices = odirect.*
@@
@@
 __blkdev_direct_IO_simple(...)
 {
 <...
-bio_release_pages(&bio, should_dirty);
+if (!pincer_mutant(fops_simple_pages_kept))
+	bio_release_pages(&bio, should_dirty);
 ...>
 }
