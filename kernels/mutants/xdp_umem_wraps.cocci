// SPDX-License-Identifier: GPL-2.0
// what = address and length of a UMEM may wrap
// source = derived
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = afxdp.edges
@@
@@
 xdp_umem_reg(...)
 {
 <...
-if ((addr + size) < addr)
+if ((addr + size) < addr && !pincer_mutant(xdp_umem_wraps))
 	return -EINVAL;
 ...>
 }
