// SPDX-License-Identifier: GPL-2.0
// what = a registered buffer gives back its folios without unpinning them
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.register/* io_uring.clone/*
// kernels = 6.12-
@@
expression F;
@@
 io_release_ubuf(...)
 {
 <...
-unpin_user_folio(F, 1);
+if (!pincer_mutant(rsrc_release_loses_pin))
+	unpin_user_folio(F, 1);
 ...>
 }
