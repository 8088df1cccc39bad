// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a BVEC begins each segment where the first one began
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
-start = 0;
+if (!pincer_mutant(sg_bvec_skip_kept))
+	start = 0;
 ...>
 }
