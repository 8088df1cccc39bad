// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a BVEC goes on behind a segment that ends inside its page
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.bvec.layouts:* iov_iter.extract_bvecs.bvec.layouts:*
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvec_pages(...)
 {
 <...
-if (bv.bv_offset + bv.bv_len != PAGE_SIZE)
+if (!pincer_mutant(iov_extract_bvec_gap_before) && bv.bv_offset + bv.bv_len != PAGE_SIZE)
 	break;
 ...>
 }
