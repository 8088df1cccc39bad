// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_npages() of a BVEC ignores how far into the segment the iterator is
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:*
@@
@@
 bvec_npages(...)
 {
 <...
-(p->bv_offset + skip)
+(p->bv_offset + (pincer_mutant(iov_npages_bvec_skip_lost) ? 0 : skip))
 ...>
 }
