// SPDX-License-Identifier: GPL-2.0
// what = MADV_POPULATE of memory that GUP refuses returns EFAULT, not EINVAL
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = populate.*
@@
@@
 __get_user_pages(...)
 {
 <...
 if (check_vma_flags(vma, gup_flags)) {
-ret = -EINVAL;
+ret = pincer_mutant(gup_slow_populate_refused_errno) ? -EFAULT : -EINVAL;
 goto out;
 }
 ...>
 }
