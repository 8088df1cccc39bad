// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() asks for no write access to what is read into
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_*.user.*:dest
// kernels = 6.12-
@@
@@
 iov_iter_extract_user_pages(...)
 {
 <...
-gup_flags |= FOLL_WRITE;
+gup_flags |= pincer_mutant(iov_extract_user_not_written) ? 0 : FOLL_WRITE;
 ...>
 }
