// SPDX-License-Identifier: GPL-2.0
// what = a UMEM does not give back what it is charged
// source = derived
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = limit.return.afxdp.umem limit.charge.afxdp.umem afxdp.memlock
@@
identifier umem;
@@
 xdp_umem_unaccount_pages(...)
 {
 <...
-if (umem->user) {
+if (umem->user && !pincer_mutant(xdp_umem_kept)) {
 ...
 }
 ...>
 }
