// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() returns more bytes than lie in the pages that it got
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.iovec.layouts:* iov_iter.get_pages.ubuf.layouts:*
@@
@@
 __iov_iter_get_pages_alloc(...)
 {
 <...
-maxsize = min_t(size_t, maxsize, res * PAGE_SIZE - *start);
+maxsize = min_t(size_t, maxsize, res * PAGE_SIZE - (pincer_mutant(iov_get_pages_user_offset_counted_twice) ? 0 : *start));
 ...>
 }
