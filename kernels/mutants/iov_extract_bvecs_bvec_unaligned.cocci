// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_bvecs() does not look at the alignment of a BVEC
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_bvecs.bvec.align_later_segment
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvecs(...)
 {
 <...
-iov_iter_alignment(iter) & mem_align_mask
+!pincer_mutant(iov_extract_bvecs_bvec_unaligned) && (iov_iter_alignment(iter) & mem_align_mask)
 ...>
 }
