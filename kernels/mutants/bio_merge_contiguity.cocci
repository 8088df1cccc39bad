// SPDX-License-Identifier: GPL-2.0
// what = pages that are not neighbours are merged into one segment
// source = derived
// area = bio
// file = block/bio.c
// notices = odirect.* iov_iter.*
@@
@@
 bvec_try_merge_page(...)
 {
 <...
-if (vec_end_addr + 1 != page_addr + off)
+if (!pincer_mutant(bio_merge_contiguity) && vec_end_addr + 1 != page_addr + off)
 	return false;
 ...>
 }
