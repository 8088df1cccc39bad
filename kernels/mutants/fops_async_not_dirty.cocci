// SPDX-License-Identifier: GPL-2.0
// what = asynchronous direct reads of a block device do not mark pages dirty
// source = derived
// area = fops
// file = block/fops.c
// notices = bio.read_dirties_buffer aio.read.* io_uring.read.*
@@
@@
 __blkdev_direct_IO_async(...)
 {
 <...
-dio->flags |= DIO_SHOULD_DIRTY;
-bio_set_pages_dirty(bio);
+if (!pincer_mutant(fops_async_not_dirty)) {
+	dio->flags |= DIO_SHOULD_DIRTY;
+	bio_set_pages_dirty(bio);
+}
 ...>
 }
