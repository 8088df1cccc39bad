// SPDX-License-Identifier: GPL-2.0
// what = an RDMA region is charged a page beyond RLIMIT_MEMLOCK
// source = derived
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = limit.charge.rdma.mr.write
@@
identifier np, lim;
statement S;
@@
-if (np > lim && !capable(CAP_IPC_LOCK))
+if (np > lim + pincer_mutant(rdma_umem_above) && !capable(CAP_IPC_LOCK))
 S
