// SPDX-License-Identifier: GPL-2.0
// what = a write to a page that userfaultfd has write-protected goes on without its handler
// source = derived
// area = uffd
// file = mm/memory.c
// notices = userfaultfd.write_protected rdma.odp.write_protected
// kernels = 6.12-
@@
expression E;
@@
 do_wp_page(...)
 {
 <...
-if (userfaultfd_pte_wp(vma, E))
+if (userfaultfd_pte_wp(vma, E) && !pincer_mutant(uffd_wp_fault_lost))
 {
 ...
 }
 ...>
 }
