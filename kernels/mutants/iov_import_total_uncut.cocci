// SPDX-License-Identifier: GPL-2.0
// what = the segments of an iovec array may exceed MAX_RW_COUNT together
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = odirect.edges.total
// kernels = 6.12-
@@
@@
 __import_iovec(...)
 {
 <...
-if (len > MAX_RW_COUNT - total_len)
+if (len > MAX_RW_COUNT - total_len && !pincer_mutant(iov_import_total_uncut))
 {
 ...
 }
 ...>
 }
