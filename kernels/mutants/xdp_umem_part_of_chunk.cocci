// SPDX-License-Identifier: GPL-2.0
// what = a UMEM may end with part of a chunk
// source = derived
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = afxdp.edges
@@
@@
 xdp_umem_reg(...)
 {
 <...
-if (!unaligned_chunks && chunks_rem)
+if (!pincer_mutant(xdp_umem_part_of_chunk) && !unaligned_chunks && chunks_rem)
 	return -EINVAL;
 ...>
 }
