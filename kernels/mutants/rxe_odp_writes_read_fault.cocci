// SPDX-License-Identifier: GPL-2.0
// what = soft-RoCE writes on demand to a page that was faulted in for reading
// source = commit 769001ce838d
// area = rdma
// file = drivers/infiniband/sw/rxe/rxe_odp.c
// notices = rdma.odp.shared
// kernels = 7.2-
@@
identifier W, A;
@@
 rxe_check_pagefault(...)
 {
 <...
-	if (W)
+	if (W && !pincer_mutant(rxe_odp_writes_read_fault))
 		A |= HMM_PFN_WRITE;
 ...>
 }
