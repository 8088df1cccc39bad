// SPDX-License-Identifier: GPL-2.0
// what = the number of a UMEM's chunks wraps at 32 bits
// source = commit c7df4813b149
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = afxdp.edges
// kernels = 6.12-
@@
typedef u32;
@@
 xdp_umem_reg(...)
 {
 <...
-if (!chunks || chunks > U32_MAX)
+if (pincer_mutant(xdp_umem_chunks_wrap))
+	chunks = (u32)chunks;
+if (!chunks || chunks > U32_MAX)
 	return -EINVAL;
 ...>
 }
