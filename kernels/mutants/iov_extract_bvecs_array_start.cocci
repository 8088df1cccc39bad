// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_bvecs() forgets that entries are there when it places its pages
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_bvecs.*.layouts:*
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvecs(...)
 {
 <...
-(bv + *nr_vecs)
+(bv + (pincer_mutant(iov_extract_bvecs_array_start) ? 0 : *nr_vecs))
 ...>
 }
