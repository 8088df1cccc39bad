// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes addresses of the kernel
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = io_uring.edges.register process_vm.edges.range gup.*
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
