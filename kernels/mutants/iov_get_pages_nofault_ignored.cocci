// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() faults pages in for an iterator that must not
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.user.nofault_*
@@
@@
 __iov_iter_get_pages_alloc(...)
 {
 <...
-if (i->nofault)
+if (i->nofault && !pincer_mutant(iov_get_pages_nofault_ignored))
 	gup_flags |= FOLL_NOFAULT;
 ...>
 }
