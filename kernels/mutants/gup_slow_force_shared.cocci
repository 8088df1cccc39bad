// SPDX-License-Identifier: GPL-2.0
// what = FOLL_FORCE writes to a shared mapping that is read-only
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = procmem.write/memfd_ro* procmem.write/*_ro* ptrace.poke/*_ro*
// kernels = -7.2
@@
@@
 check_vma_flags(...)
 {
 <...
-if (!is_cow_mapping(vm_flags))
+if (!pincer_mutant(gup_slow_force_shared) && !is_cow_mapping(vm_flags))
 	return -EFAULT;
 ...>
 }
