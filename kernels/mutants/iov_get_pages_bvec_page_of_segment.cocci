// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() returns the first page of a BVEC segment, wherever in it the iterator is
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.bvec.layouts:*
@@
@@
 first_bvec_segment(...)
 {
 <...
-i->bvec->bv_page + skip / PAGE_SIZE
+i->bvec->bv_page + (pincer_mutant(iov_get_pages_bvec_page_of_segment) ? 0 : skip / PAGE_SIZE)
 ...>
 }
