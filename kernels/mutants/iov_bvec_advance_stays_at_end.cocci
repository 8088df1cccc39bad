// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_advance() over a BVEC stays at the end of a segment that is used up
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:*
@@
@@
 iov_iter_bvec_advance(...)
 {
 <...
-size < bvec->bv_len
+size < bvec->bv_len + pincer_mutant(iov_bvec_advance_stays_at_end)
 ...>
 }
