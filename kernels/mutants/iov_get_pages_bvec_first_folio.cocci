// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() takes all references on the folio of the first page of a BVEC segment
// source = commit 770c8d55c428
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.bvec.layouts:* iov_iter.get_pages_alloc.bvec.layouts:* iov_iter.any.bvec.sequence:*
// kernels = 7.2-
@@
@@
 __iov_iter_get_pages_alloc(...)
 {
 <...
-page_folio(page + k)
+page_folio(pincer_mutant(iov_get_pages_bvec_first_folio) ? page : page + k)
 ...>
 }
