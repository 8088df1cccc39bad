// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() takes no reference on folios of a FOLIOQ
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.folioq.layouts:* iov_iter.get_pages.folioq*.hold:*
@@
@@
 iter_folioq_get_pages(...)
 {
 <...
-get_page(*pages);
+if (!pincer_mutant(iov_get_pages_folioq_not_held))
+	get_page(*pages);
 ...>
 }
