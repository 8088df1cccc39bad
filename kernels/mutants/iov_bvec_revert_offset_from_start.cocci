// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_revert() to the segment of a BVEC before counts from its start
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:* iov_iter.extract_*.bvec.layouts:*
@@
@@
 iov_iter_revert(...)
 {
 <...
 i->bvec = bvec;
-i->iov_offset = n - unroll;
+i->iov_offset = pincer_mutant(iov_bvec_revert_offset_from_start) ? unroll : n - unroll;
 ...>
 }
