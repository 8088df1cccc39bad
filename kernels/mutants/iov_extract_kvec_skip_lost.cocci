// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a KVEC begins at the start of the segment, wherever in it the iterator is
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.kvec.layouts:* iov_iter.any.kvec.sequence:*
// kernels = 6.12-
@@
@@
 iov_iter_extract_kvec_pages(...)
 {
 <...
-kaddr = i->kvec->iov_base + skip;
+kaddr = i->kvec->iov_base + (pincer_mutant(iov_extract_kvec_skip_lost) ? 0 : skip);
 ...>
 }
