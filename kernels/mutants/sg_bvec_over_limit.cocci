// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a BVEC fills one entry too many
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.bvec.layouts:*
// kernels = 6.12-
@@
@@
 extract_bvec_to_sg(...)
 {
 <...
-sg_max == 0
+sg_max + pincer_mutant(sg_bvec_over_limit) == 0
 ...>
 }
