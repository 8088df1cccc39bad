// SPDX-License-Identifier: GPL-2.0
// what = a long-term pin of DAX memory is refused with EFAULT, not EOPNOTSUPP
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = io_uring.register/fsdax*
@@
@@
 check_vma_flags(...)
 {
 <...
 if ((gup_flags & FOLL_LONGTERM) && vma_is_fsdax(vma))
-return -EOPNOTSUPP;
+return pincer_mutant(gup_slow_errno_longterm_dax) ? -EFAULT : -EOPNOTSUPP;
 ...>
 }
