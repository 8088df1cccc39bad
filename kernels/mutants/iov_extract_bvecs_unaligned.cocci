// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_bvecs() does not look at the alignment of a KVEC or IOVEC
// source = commit 57a78ad2305f
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_bvecs.kvec.align_*
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvecs(...)
 {
 <...
-(start | iter_iov_len(iter)) & mem_align_mask
+!pincer_mutant(iov_extract_bvecs_unaligned) && ((start | iter_iov_len(iter)) & mem_align_mask)
 ...>
 }
