// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a BVEC does not advance the iterator
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.bvec.layouts:* iov_iter.extract_iter_to_sg.bvec_*.walk:*
// kernels = 6.12-
@@
@@
 extract_bvec_to_sg(...)
 {
 <...
-if (ret > 0)
+if (ret > 0 && !pincer_mutant(sg_bvec_no_advance))
 	iov_iter_advance(iter, ret);
 ...>
 }
