// SPDX-License-Identifier: GPL-2.0
// what = a read passes a mapping without VM_READ, with no FOLL_FORCE
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = */anon_none
@@
@@
 check_vma_flags(...)
 {
 <...
-!(vm_flags & VM_READ)
+!pincer_mutant(gup_slow_prot_none_read) && !(vm_flags & VM_READ)
 ...>
 }
