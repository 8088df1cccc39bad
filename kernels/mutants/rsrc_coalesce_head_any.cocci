// SPDX-License-Identifier: GPL-2.0
// what = io_uring merges folios although the first is not used up to its end
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.fixed.folio_order io_uring.fixed.*
// kernels = 7.2-
@@
identifier P, I, D;
expression F;
@@
 io_check_coalesce_buffer(..., struct io_imu_folio_data *D)
 {
 <...
-	if (folio_page_idx(F, P[I - 1]) != D->nr_pages_mid - 1)
+	if (folio_page_idx(F, P[I - 1]) != D->nr_pages_mid - 1 && !pincer_mutant(rsrc_coalesce_head_any))
 		return false;
 ...>
 }
