// SPDX-License-Identifier: GPL-2.0
// what = an RDMA region that is released stays charged
// source = derived
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = limit.return.rdma.mr.write limit.charge.rdma.mr.write
@@
identifier umem;
@@
-atomic64_sub(ib_umem_num_pages(umem), &umem->owning_mm->pinned_vm);
+if (!pincer_mutant(rdma_umem_kept))
+	atomic64_sub(ib_umem_num_pages(umem), &umem->owning_mm->pinned_vm);
