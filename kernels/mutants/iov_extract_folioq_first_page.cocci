// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a FOLIOQ lists the first page of a large folio only
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.folioq.layouts:* iov_iter.extract_pages.folioq_large.*
// kernels = 6.12-
@@
@@
 iov_iter_extract_folioq_pages(...)
 {
 <...
-folio_page(folio, offset / PAGE_SIZE)
+folio_page(folio, pincer_mutant(iov_extract_folioq_first_page) ? 0 : offset / PAGE_SIZE)
 ...>
 }
