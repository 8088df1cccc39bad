// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a BVEC stores one page more than the array has room for
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.bvec.layouts:*
// kernels = 7.2-
@@
@@
 iov_iter_extract_bvec_pages(...)
 {
 <...
-if (k >= maxpages)
+if (k >= maxpages + pincer_mutant(iov_extract_bvec_over_limit))
 	break;
 ...>
 }
