// SPDX-License-Identifier: GPL-2.0
// what = a UMEM of which not all pages could be pinned keeps those that were
// source = derived
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = afxdp.umem.failed
@@
identifier U;
@@
 xdp_umem_pin_pages(...)
 {
 <...
-xdp_umem_unpin_pages(U);
+if (!pincer_mutant(xdp_umem_failed_kept))
+	xdp_umem_unpin_pages(U);
 ...>
 }
