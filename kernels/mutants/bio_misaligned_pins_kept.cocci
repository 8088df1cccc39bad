// SPDX-License-Identifier: GPL-2.0
// what = a bio refused for misaligned memory keeps the pins of earlier segments
// source = derived
// area = bio
// file = block/bio.c
// notices = odirect.misaligned.second.*
// kernels = 7.2-
@@
@@
 bio_iov_iter_get_pages(...)
 {
 <...
-bio_release_pages(bio, false);
+if (!pincer_mutant(bio_misaligned_pins_kept))
+	bio_release_pages(bio, false);
 ...>
 }
