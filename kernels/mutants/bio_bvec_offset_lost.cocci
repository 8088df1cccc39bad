// SPDX-License-Identifier: GPL-2.0
// what = a bio over a bvec iterator begins at the segment, not where the iterator stands
// source = derived
// area = bio
// file = block/bio.c
// notices = io_uring.fixed.offset.*
// kernels = -7.2
@@
@@
 bio_iov_bvec_set(...)
 {
 <...
-bio->bi_iter.bi_bvec_done = iter->iov_offset;
+bio->bi_iter.bi_bvec_done = pincer_mutant(bio_bvec_offset_lost) ? 0 : iter->iov_offset;
 ...>
 }
