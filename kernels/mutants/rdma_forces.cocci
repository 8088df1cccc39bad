// SPDX-License-Identifier: GPL-2.0
// what = a memory region that is not written to is pinned by FOLL_FORCE | FOLL_WRITE
// source = commit b40656aa7d55
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = rdma.mr.*
// kernels = 7.2-
@@
identifier F;
expression W;
@@
 __ib_umem_get_va(...)
 {
 <...
 if (W)
 	F |= FOLL_WRITE;
+else if (pincer_mutant(rdma_forces))
+	F |= FOLL_FORCE | FOLL_WRITE;
 ...>
 }
