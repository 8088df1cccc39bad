// SPDX-License-Identifier: GPL-2.0
// what = a direct I/O of a file whose memory is the kernel's or that writes keeps pins
// source = derived
// area = iomap
// file = fs/iomap/direct-io.c
// notices = odirect.*.ext4*
// kernels = 7.2-
@@
@@
 __iomap_dio_bio_end_io(...)
 {
 <...
-bio_check_pages_dirty(bio);
+if (!pincer_mutant(iomap_pins_kept))
+	bio_check_pages_dirty(bio);
 ...>
 }
