// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_revert() within a segment does not add to the count
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.*.sequence:* iov_iter.*.revert:*
@@
@@
 iov_iter_revert(...)
 {
 <...
-i->count += unroll;
+if (!pincer_mutant(iov_revert_count_kept))
+	i->count += unroll;
 ...>
 }
