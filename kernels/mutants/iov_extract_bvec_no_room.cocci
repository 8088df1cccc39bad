// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a BVEC stores a page in an array of no entries
// source = commit 70531f4f3a14
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.bvec_*.no_room
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvec_pages(...)
 {
 <...
-if (!maxpages)
+if (!maxpages && !pincer_mutant(iov_extract_bvec_no_room))
 	return -ENOMEM;
 ...>
 }
