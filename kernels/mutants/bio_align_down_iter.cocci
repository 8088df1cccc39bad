// SPDX-License-Identifier: GPL-2.0
// what = what is cut off for alignment is not given back to the iterator
// source = derived
// area = bio
// file = block/bio.c
// notices = odirect.pieces.cut.*
// kernels = 7.2-
@@
@@
 bio_iov_iter_align_down(...)
 {
 <...
-iov_iter_revert(iter, nbytes);
+if (!pincer_mutant(bio_align_down_iter))
+	iov_iter_revert(iter, nbytes);
 ...>
 }
