// SPDX-License-Identifier: GPL-2.0
// what = copies to and from an IOVEC begin each segment where the first one did
// source = derived
// area = iov_iter
// file = include/linux/iov_iter.h
// notices = iov_iter.any.iovec.sequence:*
// kernels = 6.12-
@@
@@
 iterate_iovec(...)
 {
 <...
-skip = 0;
+if (!pincer_mutant(iov_copy_iovec_skip_kept))
+	skip = 0;
 ...>
 }
