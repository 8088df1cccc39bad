// SPDX-License-Identifier: GPL-2.0
// what = registered buffers of small pages are not charged
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = limit.charge.io_uring.register limit.charge.io_uring.update io_uring.memlock.*
@@
@@
 io_buffer_account_pin(...)
 {
 <...
-acct_pages++;
+if (!pincer_mutant(rsrc_small_page_free))
+	acct_pages++;
 ...>
 }
