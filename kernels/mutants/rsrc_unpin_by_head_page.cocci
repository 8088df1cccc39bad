// SPDX-License-Identifier: GPL-2.0
// what = a registered buffer in a huge page is unpinned by the folio's head page
// source = commit 5afb4bf9fc62
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.register/thp_tail io_uring.*/thp_tail
// kernels = 7.2-
// config = debug
@@
expression F;
@@
 io_release_ubuf(...)
 {
 <...
-unpin_user_folio(F, 1);
+if (pincer_mutant(rsrc_unpin_by_head_page))
+	unpin_user_page(&(F)->page);
+else
+	unpin_user_folio(F, 1);
 ...>
 }
