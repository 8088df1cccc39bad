// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of user memory does not advance the iterator
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.iovec.layouts:* iov_iter.extract_pages.ubuf.layouts:*
// kernels = 6.12-
@@
@@
 iov_iter_extract_user_pages(...)
 {
 <...
-iov_iter_advance(i, maxsize);
+if (!pincer_mutant(iov_extract_user_no_advance))
+	iov_iter_advance(i, maxsize);
 ...>
 }
