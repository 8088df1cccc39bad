// SPDX-License-Identifier: GPL-2.0
// what = a direct write leaves old contents in the page cache
// source = derived
// area = iomap
// file = fs/iomap/direct-io.c
// notices = odirect.write.ext4* odirect.self_mmap.*
@@
@@
 iomap_dio_complete(...)
 {
 <...
-kiocb_invalidate_post_direct_write(iocb, dio->size);
+if (!pincer_mutant(iomap_invalidate_lost))
+	kiocb_invalidate_post_direct_write(iocb, dio->size);
 ...>
 }
