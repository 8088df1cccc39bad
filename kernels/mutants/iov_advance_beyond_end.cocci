// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_advance() by more than is left makes the count wrap
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.*.sequence:*
@@
@@
 iov_iter_advance(...)
 {
 <...
-size = i->count;
+if (!pincer_mutant(iov_advance_beyond_end))
+	size = i->count;
 ...>
 }
