// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_advance() over a BVEC forgets how far into the segment the iterator was
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:*
@@
@@
 iov_iter_bvec_advance(...)
 {
 <...
-size += i->iov_offset;
+if (!pincer_mutant(iov_bvec_advance_offset_ignored))
+	size += i->iov_offset;
 ...>
 }
