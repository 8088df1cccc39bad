// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of a FOLIOQ does not note the slot that it came to
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.folioq.layouts:*
// kernels = 6.12-
@@
@@
 iov_iter_extract_folioq_pages(...)
 {
 <...
-i->folioq_slot = slot;
+if (!pincer_mutant(iov_extract_folioq_slot_lost))
+	i->folioq_slot = slot;
 ...>
 }
