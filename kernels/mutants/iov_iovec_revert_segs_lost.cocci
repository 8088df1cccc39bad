// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_revert() over an IOVEC or KVEC does not count the segment that it goes back to
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.kvec.layouts:* iov_iter.any.kvec.sequence:*
@@
@@
 iov_iter_revert(...)
 {
 <...
 size_t n = (--iov)->iov_len;
-i->nr_segs++;
+if (!pincer_mutant(iov_iovec_revert_segs_lost))
+	i->nr_segs++;
 ...>
 }
