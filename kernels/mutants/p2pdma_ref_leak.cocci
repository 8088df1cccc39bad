// SPDX-License-Identifier: GPL-2.0
// what = each mapping of a PCI device's memory keeps a reference that blocks its removal
// source = derived
// area = p2pdma
// file = drivers/pci/p2pdma.c
// notices = p2pmem.*
@@
@@
 p2pmem_alloc_mmap(...)
 {
 <...
-percpu_ref_put(ref);
+if (!pincer_mutant(p2pdma_ref_leak))
+	percpu_ref_put(ref);
 ...>
 }
