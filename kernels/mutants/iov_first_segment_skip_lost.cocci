// SPDX-License-Identifier: GPL-2.0
// what = a segment of an IOVEC is extracted from its start, wherever in it the iterator is
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.*.iovec.layouts:* iov_iter.any.iovec.sequence:*
@@
@@
 first_iovec_segment(...)
 {
 <...
-return (unsigned long)iov->iov_base + skip;
+return (unsigned long)iov->iov_base + (pincer_mutant(iov_first_segment_skip_lost) ? 0 : skip);
 ...>
 }
