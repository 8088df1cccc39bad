// SPDX-License-Identifier: GPL-2.0
// what = a bio of pinned pages is not marked so, and never unpins them
// source = derived
// area = bio
// file = block/bio.c
// notices = odirect.* bio.*
@@
@@
 bio_iov_iter_get_pages(...)
 {
 <...
-if (iov_iter_extract_will_pin(iter))
+if (!pincer_mutant(bio_pin_flag_lost) && iov_iter_extract_will_pin(iter))
 	bio_set_flag(bio, BIO_PAGE_PINNED);
 ...>
 }
