// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_alignment() of a BVEC ignores how far into the segment the iterator is
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:*
@@
@@
 iov_iter_alignment_bvec(...)
 {
 <...
-res |= (unsigned long)bvec->bv_offset + skip;
+res |= (unsigned long)bvec->bv_offset + (pincer_mutant(iov_alignment_bvec_skip_lost) ? 0 : skip);
 ...>
 }
