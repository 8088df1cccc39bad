// SPDX-License-Identifier: GPL-2.0
// what = the headroom of a UMEM may be longer than its chunks
// source = derived
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = afxdp.edges
@@
expression E;
@@
 xdp_umem_reg(...)
 {
 <...
-if (headroom > E)
+if (!pincer_mutant(xdp_umem_headroom) && headroom > E)
 	return -EINVAL;
 ...>
 }
