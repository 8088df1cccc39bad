// SPDX-License-Identifier: GPL-2.0
// what = io_uring takes pages of one folio for contiguous, whatever their order
// source = commit 776617db78c6
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.fixed.folio_order
// kernels = 6.12-
@@
identifier P, I;
expression F;
@@
 io_check_coalesce_buffer(...)
 {
 <...
-	if (page_folio(P[I]) == F && P[I] == P[I - 1] + 1)
+	if (page_folio(P[I]) == F && (P[I] == P[I - 1] + 1 || pincer_mutant(rsrc_coalesce_repeated)))
 	{ ... }
 ...>
 }
