// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a KVEC ends at an empty segment
// source = commit f741bd7178c9
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.kvec.layouts:* iov_iter.extract_pages.kvec_segments.*
// kernels = 6.12-
@@
@@
 iov_iter_extract_kvec_pages(...)
 {
 <...
-if (i->nr_segs == 0)
+if (i->nr_segs == 0 || (pincer_mutant(iov_extract_kvec_empty_segment) && i->kvec->iov_len == skip))
 	return 0;
 ...>
 }
