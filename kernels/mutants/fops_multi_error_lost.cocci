// SPDX-License-Identifier: GPL-2.0
// what = direct I/O of several bios reports success when a later bio could not be mapped
// source = derived
// area = fops
// file = block/fops.c
// notices = odirect.many_pages.bad odirect.many_pages.*
@@
@@
 __blkdev_direct_IO(...)
 {
 <...
-if (!ret)
-ret = blk_status_to_errno(dio->bio.bi_status);
+if (pincer_mutant(fops_multi_error_lost))
+	ret = 0;
+else if (!ret)
+	ret = blk_status_to_errno(dio->bio.bi_status);
 ...>
 }
