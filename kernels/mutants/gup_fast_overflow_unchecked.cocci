// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes addresses of the kernel
// source = derived
// area = gup-fast
// file = mm/gup.c
// equivalent = the entries of the kernel's half lack _PAGE_USER, so pte_access_permitted() refuses them
@@
@@
 gup_fast_fallback(...)
 {
 <...
-if (end > TASK_SIZE_MAX)
+if (!pincer_mutant(gup_fast_overflow_unchecked) && end > TASK_SIZE_MAX)
 	return -EFAULT;
 ...>
 }
