// SPDX-License-Identifier: GPL-2.0
// what = copies to and from a FOLIOQ do not go on to the next slot
// source = derived
// area = iov_iter
// file = include/linux/iov_iter.h
// notices = iov_iter.any.folioq.sequence:*
// kernels = 6.12-
@@
@@
 iterate_folioq(...)
 {
 <...
-slot++;
+slot += !pincer_mutant(iov_copy_folioq_same_slot);
 ...>
 }
