// SPDX-License-Identifier: GPL-2.0
// what = secret memory keeps its contents when it is freed
// source = derived
// area = secretmem
// file = mm/secretmem.c
// equivalent = the page allocator zeroes what a process gets; who sees it left otherwise is the kernel itself
// kernels = 6.12-
@@
@@
 secretmem_free_folio(...)
 {
 <...
-folio_zero_segment(folio, 0, folio_size(folio));
+if (!pincer_mutant(secretmem_not_zeroed))
+	folio_zero_segment(folio, 0, folio_size(folio));
 ...>
 }
