// SPDX-License-Identifier: GPL-2.0
// what = mmap() of P2PDMA memory warns of each page that nobody uses
// source = commit cb500023a752
// area = p2pdma
// file = drivers/pci/p2pdma.c
// notices = */p2pmem* p2pmem.*
// kernels = 7.2-
// config = debug
@@
identifier P;
@@
 p2pmem_alloc_mmap(...)
 {
 <...
-VM_WARN_ON_ONCE_PAGE(page_ref_count(P), P);
+VM_WARN_ON_ONCE_PAGE(pincer_mutant(p2pdma_mmap_warns) ?
+		     !page_ref_count(P) : page_ref_count(P), P);
 ...>
 }
