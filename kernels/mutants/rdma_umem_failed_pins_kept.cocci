// SPDX-License-Identifier: GPL-2.0
// what = an RDMA region whose pages cannot all be pinned keeps those that were
// source = derived
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = rdma.mr.read.failed rdma.mr.write.failed
@@
expression D, U;
@@
-__ib_umem_release(D, U, 0);
+if (!pincer_mutant(rdma_umem_failed_pins_kept))
+	__ib_umem_release(D, U, 0);
