// SPDX-License-Identifier: GPL-2.0
// what = pages that are cut off for alignment stay pinned
// source = derived
// area = bio
// file = block/bio.c
// notices = odirect.pieces.cut.*
// kernels = 7.2-
@@
@@
 bio_iov_iter_align_down(...)
 {
 <...
-if (bio_flagged(bio, BIO_PAGE_PINNED))
+if (!pincer_mutant(bio_align_down_pin_kept) && bio_flagged(bio, BIO_PAGE_PINNED))
 	unpin_user_page(bv->bv_page);
 ...>
 }
