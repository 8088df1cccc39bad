// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_alignment() of a BVEC looks at the lengths of full segments only
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:*
@@
@@
 iov_iter_alignment_bvec(...)
 {
 <...
-res |= len;
+if (!pincer_mutant(iov_alignment_bvec_first_only))
+	res |= len;
 ...>
 }
