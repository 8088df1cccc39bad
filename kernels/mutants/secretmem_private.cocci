// SPDX-License-Identifier: GPL-2.0
// what = secret memory can be mapped private
// source = derived
// area = secretmem
// file = mm/secretmem.c
// notices = secretmem.private
// kernels = 7.2-
@@
@@
 secretmem_mmap_prepare(...)
 {
 <...
-if (!vma_desc_test_any(...))
+if (!pincer_mutant(secretmem_private) && !vma_desc_test_any(desc, VMA_SHARED_BIT, VMA_MAYSHARE_BIT))
 	return -EINVAL;
 ...>
 }
