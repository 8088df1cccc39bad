// SPDX-License-Identifier: GPL-2.0
// what = io_uring takes a user address's offset for the offset in the folio
// source = commit 3a3c6d61577d
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = folio.io_uring.update folio.io_uring.clone io_uring.update/shmem_thp io_uring.read_fixed/shmem_thp
// kernels = 7.2-
@@
expression D;
identifier O, V;
@@
 io_sqe_buffer_register(..., struct iovec *V)
 {
 <...
 	O += D.first_folio_page_idx << PAGE_SHIFT;
+	if (pincer_mutant(rsrc_offset_by_address))
+		O = (unsigned long)V->iov_base & ((1UL << D.folio_shift) - 1);
 ...>
 }
