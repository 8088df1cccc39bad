// SPDX-License-Identifier: GPL-2.0
// what = address and length of an RDMA region may wrap
// source = derived
// area = rdma
// file = drivers/infiniband/core/umem.c
// notices = rdma.mr.edges
// kernels = 7.2-
@@
expression E;
@@
 __ib_umem_get_va(...)
 {
 <...
-if (((addr + size) < addr) || E)
+if ((((addr + size) < addr) || E) && !pincer_mutant(rdma_umem_wraps))
 	return ERR_PTR(-EINVAL);
 ...>
 }
