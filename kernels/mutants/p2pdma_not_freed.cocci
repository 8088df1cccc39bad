// SPDX-License-Identifier: GPL-2.0
// what = memory of a PCI device does not come back when its last mapping ends
// source = derived
// area = p2pdma
// file = drivers/pci/p2pdma.c
// notices = p2pmem.*
// kernels = 7.2-
@@
expression A,B,C,D;
@@
 p2pdma_folio_free(...)
 {
 <...
+if (pincer_mutant(p2pdma_not_freed))
+	return;
 gen_pool_free_owner(A, B, C, D);
 ...>
 }
