// SPDX-License-Identifier: GPL-2.0
// what = copies to and from a KVEC do not count
// source = derived
// area = iov_iter
// file = include/linux/iov_iter.h
// notices = iov_iter.any.kvec*.sequence:*
// kernels = 6.12-
@@
@@
 iterate_kvec(...)
 {
 <...
-iter->count -= progress;
+if (!pincer_mutant(iov_copy_kvec_count_kept))
+	iter->count -= progress;
 ...>
 }
