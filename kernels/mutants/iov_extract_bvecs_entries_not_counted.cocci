// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_bvecs() does not count entries that are there towards the limit
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_bvecs.*.layouts:* iov_iter.extract_bvecs.*.single_entries:*
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvecs(...)
 {
 <...
-max_vecs - *nr_vecs
+max_vecs - (pincer_mutant(iov_extract_bvecs_entries_not_counted) ? 0 : *nr_vecs)
 ...>
 }
