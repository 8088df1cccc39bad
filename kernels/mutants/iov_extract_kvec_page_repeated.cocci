// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a KVEC lists its first page again and again
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.kvec.layouts:*
// kernels = 6.12-
@@
@@
 iov_iter_extract_kvec_pages(...)
 {
 <...
-kaddr += PAGE_SIZE;
+if (!pincer_mutant(iov_extract_kvec_page_repeated))
+	kaddr += PAGE_SIZE;
 ...>
 }
