// SPDX-License-Identifier: GPL-2.0
// what = FOLL_WRITE passes a mapping without VM_WRITE, with no FOLL_FORCE
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = process_vm.write/anon_ro io_uring.register/anon_ro odirect.read.*/anon_ro
@@
@@
 check_vma_flags(...)
 {
 <...
 if (!(vm_flags & VM_WRITE) || ...) {
-if (!(gup_flags & FOLL_FORCE))
+if (!pincer_mutant(gup_slow_write_readonly) && !(gup_flags & FOLL_FORCE))
 	return -EFAULT;
 ...
 }
 ...>
 }
