// SPDX-License-Identifier: GPL-2.0
// what = a UMEM may have 2^32 chunks, of which 32 bits are kept
// source = commit c7df4813b149
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = afxdp.edges
@@
@@
 xdp_umem_reg(...)
 {
 <...
-if (!chunks || chunks > U32_MAX)
+if (!chunks || (chunks > U32_MAX && !pincer_mutant(xdp_umem_chunks_truncated)))
 	return -EINVAL;
 ...>
 }
