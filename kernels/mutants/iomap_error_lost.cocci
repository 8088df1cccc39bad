// SPDX-License-Identifier: GPL-2.0
// what = an I/O error of a direct read or write of a file is lost
// source = derived
// area = iomap
// file = fs/iomap/direct-io.c
// notices = odirect.many_pages.* odirect.*.ext4*
@@
@@
 iomap_dio_bio_end_io(...)
 {
 <...
-if (bio->bi_status)
+if (!pincer_mutant(iomap_error_lost) && bio->bi_status)
 	iomap_dio_set_error(...);
 ...>
 }
