// SPDX-License-Identifier: GPL-2.0
// what = secret memory is in core dumps
// source = derived
// area = secretmem
// file = mm/secretmem.c
// notices = secretmem.dontdump
// kernels = 7.2-
@@
@@
 secretmem_mmap_prepare(...)
 {
 <...
-vma_desc_set_flags(desc, VMA_DONTDUMP_BIT);
+if (!pincer_mutant(secretmem_dumped))
+	vma_desc_set_flags(desc, VMA_DONTDUMP_BIT);
 ...>
 }
