// SPDX-License-Identifier: GPL-2.0
// what = an RDMA region whose pages cannot all be pinned stays charged
// source = derived
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = limit.failed.rdma.mr.write
@@
identifier umem, mm;
@@
-atomic64_sub(ib_umem_num_pages(umem), &mm->pinned_vm);
+if (!pincer_mutant(rdma_umem_failed_kept))
+	atomic64_sub(ib_umem_num_pages(umem), &mm->pinned_vm);
