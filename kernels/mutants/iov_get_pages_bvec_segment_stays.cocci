// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() does not go on to the next segment of a BVEC
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.bvec_segments.walk:* kunit.layout
@@
@@
 __iov_iter_get_pages_alloc(...)
 {
 <...
 i->iov_offset = 0;
-i->bvec++;
+if (!pincer_mutant(iov_get_pages_bvec_segment_stays))
+	i->bvec++;
 ...>
 }
