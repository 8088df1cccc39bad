// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() does not count the pages of a FOLIOQ
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.folioq.layouts:*
@@
@@
 iter_folioq_get_pages(...)
 {
 <...
-maxpages--;
+if (!pincer_mutant(iov_get_pages_folioq_over_limit))
+	maxpages--;
 ...>
 }
