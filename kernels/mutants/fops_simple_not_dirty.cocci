// SPDX-License-Identifier: GPL-2.0
// what = synchronous direct reads of a block device do not mark pages dirty
// source = derived
// area = fops
// file = block/fops.c
// notices = dirty.odirect.read.virtio_blk bio.read_dirties_buffer odirect.read.*
@@
@@
 __blkdev_direct_IO_simple(...)
 {
 <...
-should_dirty = true;
+should_dirty = !pincer_mutant(fops_simple_not_dirty);
 ...>
 }
