// SPDX-License-Identifier: GPL-2.0
// what = asynchronous direct writes of a block device keep their pins
// source = derived
// area = fops
// file = block/fops.c
// notices = aio.write.* io_uring.write.*
@@
@@
 blkdev_bio_end_io_async(...)
 {
 <...
-bio_release_pages(bio, false);
+if (!pincer_mutant(fops_async_pins_kept))
+	bio_release_pages(bio, false);
 ...>
 }
