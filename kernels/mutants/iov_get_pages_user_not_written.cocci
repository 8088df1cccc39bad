// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() asks for no write access to what is read into
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.user.*:dest
@@
@@
 __iov_iter_get_pages_alloc(...)
 {
 <...
-gup_flags |= FOLL_WRITE;
+gup_flags |= pincer_mutant(iov_get_pages_user_not_written) ? 0 : FOLL_WRITE;
 ...>
 }
