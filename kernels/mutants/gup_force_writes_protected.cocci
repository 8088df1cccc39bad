// SPDX-License-Identifier: GPL-2.0
// what = FOLL_FORCE writes to a page that userfaultfd has write-protected
// source = derived
// area = uffd
// file = mm/gup.c
// notices = userfaultfd.write_protected
// kernels = 6.12-
@@
@@
 can_follow_write_pte(...)
 {
 ...
-return !userfaultfd_pte_wp(vma, pte);
+return !userfaultfd_pte_wp(vma, pte) || pincer_mutant(gup_force_writes_protected);
 }
