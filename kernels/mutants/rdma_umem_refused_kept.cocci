// SPDX-License-Identifier: GPL-2.0
// what = an RDMA region that is refused stays charged
// source = derived
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = limit.charge.rdma.mr.write
@@
identifier npages, mm;
@@
-atomic64_sub(npages, &mm->pinned_vm);
+if (!pincer_mutant(rdma_umem_refused_kept))
+	atomic64_sub(npages, &mm->pinned_vm);
