// SPDX-License-Identifier: GPL-2.0
// what = direct reads of a file do not mark pages dirty before
// source = derived
// area = iomap
// file = fs/iomap/direct-io.c
// equivalent = bio_check_pages_dirty() dirties at the end of a read what is clean by then
// kernels = 7.2-
@@
@@
 iomap_dio_bio_iter_one(...)
 {
 <...
-bio_set_pages_dirty(bio);
+if (!pincer_mutant(iomap_pages_not_dirty))
+	bio_set_pages_dirty(bio);
 ...>
 }
