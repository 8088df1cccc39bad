// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_restore() restores all but the number of segments
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.bvec.sequence:*
@@
@@
 iov_iter_restore(...)
 {
 <...
-i->nr_segs = state->nr_segs;
+if (!pincer_mutant(iov_restore_segs_lost))
+	i->nr_segs = state->nr_segs;
 ...>
 }
