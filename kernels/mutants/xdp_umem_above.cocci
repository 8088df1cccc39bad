// SPDX-License-Identifier: GPL-2.0
// what = a UMEM is charged a page beyond RLIMIT_MEMLOCK
// source = derived
// area = af_xdp
// file = net/xdp/xdp_umem.c
// notices = limit.charge.afxdp.umem afxdp.memlock
@@
identifier new_npgs, lock_limit;
@@
 xdp_umem_account_pages(...)
 {
 <...
-if (new_npgs > lock_limit) {
+if (new_npgs > lock_limit + pincer_mutant(xdp_umem_above)) {
 ...
 }
 ...>
 }
