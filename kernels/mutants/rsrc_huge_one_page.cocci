// SPDX-License-Identifier: GPL-2.0
// what = a huge page is charged as a small one
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.charge.huge io_uring.charge.huge.*
@@
identifier hpage;
@@
 io_buffer_account_pin(...)
 {
 <...
-acct_pages += page_size(hpage) >> PAGE_SHIFT;
+acct_pages += pincer_mutant(rsrc_huge_one_page) ? 1 : page_size(hpage) >> PAGE_SHIFT;
 ...>
 }
