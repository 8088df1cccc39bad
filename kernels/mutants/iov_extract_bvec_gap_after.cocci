// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a BVEC goes on to a segment that begins inside its page
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
-if (bv.bv_offset)
+if (!pincer_mutant(iov_extract_bvec_gap_after) && bv.bv_offset)
 	break;
 ...>
 }
