// SPDX-License-Identifier: GPL-2.0
// what = copies to and from a BVEC do not go on to the next segment
// source = derived
// area = iov_iter
// file = include/linux/iov_iter.h
// notices = iov_iter.any.bvec.sequence:*
// kernels = 6.12-
@@
@@
 iterate_bvec(...)
 {
 <...
-p++;
+p += !pincer_mutant(iov_copy_bvec_same_segment);
 ...>
 }
