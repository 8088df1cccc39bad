// SPDX-License-Identifier: GPL-2.0
// what = FOLL_NOFAULT faults the page in
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = iov_iter.get_pages.user.nofault* iov_iter.get_pages_alloc.user.nofault*
@@
@@
 faultin_page(...)
 {
 <...
-if (flags & FOLL_NOFAULT)
+if (!pincer_mutant(gup_slow_nofault_faults) && flags & FOLL_NOFAULT)
 	return -EFAULT;
 ...>
 }
