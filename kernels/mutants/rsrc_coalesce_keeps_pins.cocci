// SPDX-License-Identifier: GPL-2.0
// what = io_uring keeps a pin of each page when it merges those of a folio
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = folio.io_uring.update folio.io_uring.clone io_uring.register/thp
// kernels = 6.12-
@@
identifier N;
@@
 io_coalesce_buffer(...)
 {
 <...
-	if (N > 1)
+	if (N > 1 && !pincer_mutant(rsrc_coalesce_keeps_pins))
 		unpin_user_folio(...);
 ...>
 }
