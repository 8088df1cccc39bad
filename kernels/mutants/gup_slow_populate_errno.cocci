// SPDX-License-Identifier: GPL-2.0
// what = MADV_POPULATE of a hole returns EFAULT, not ENOMEM
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = populate.*/hole populate.*/anon+hole populate.edges
@@
@@
 __get_user_pages(...)
 {
 <...
 if (!vma) {
-ret = -ENOMEM;
+ret = pincer_mutant(gup_slow_populate_errno) ? -EFAULT : -ENOMEM;
 goto out;
 }
 ...>
 }
