// SPDX-License-Identifier: GPL-2.0
// what = GUP-slow never sees that a fault has filled a shmem page table entry, and faults for ever
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = */memfd*
// kernels = 6.1-
@@
expression V, A, F, M;
@@
 __get_user_pages(...)
 {
 <...
-follow_page_mask(V, A, F, M)
+(pincer_mutant(gup_slow_retries_shmem) && vma_is_shmem(V) ?
+ NULL : follow_page_mask(V, A, F, M))
 ...>
 }
