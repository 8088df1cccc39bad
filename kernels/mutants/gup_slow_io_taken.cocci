// SPDX-License-Identifier: GPL-2.0
// what = check_vma_flags() lets VM_IO and VM_PFNMAP mappings pass
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = io_uring.register/perf_ring* */bar*
@@
@@
 check_vma_flags(...)
 {
 <...
-if (vm_flags & (VM_IO | VM_PFNMAP))
+if (!pincer_mutant(gup_slow_io_taken) && vm_flags & (VM_IO | VM_PFNMAP))
 	return -EFAULT;
 ...>
 }
