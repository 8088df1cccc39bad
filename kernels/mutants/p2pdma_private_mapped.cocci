// SPDX-License-Identifier: GPL-2.0
// what = memory of a PCI device can be mapped private
// source = derived
// area = p2pdma
// file = drivers/pci/p2pdma.c
// notices = p2pmem.mmap
@@
@@
 p2pmem_alloc_mmap(...)
 {
 <...
-if ((vma->vm_flags & VM_MAYSHARE) != VM_MAYSHARE)
+if (!pincer_mutant(p2pdma_private_mapped) && (vma->vm_flags & VM_MAYSHARE) != VM_MAYSHARE)
 {
 ...
 }
 ...>
 }
