// SPDX-License-Identifier: GPL-2.0
// what = ublk keeps the pages of shared memory of which not all could be pinned
// source = derived
// area = other
// file = drivers/block/ublk_drv.c
// notices = ublk.share.read.failed ublk.share.write.failed
// kernels = 7.1-
@@
expression P, N;
@@
 ublk_ctrl_reg_buf(...)
 {
 <...
-unpin_user_pages(P, N);
+if (!pincer_mutant(ublk_share_failed_kept))
+	unpin_user_pages(P, N);
 ...>
 }
