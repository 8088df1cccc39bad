// SPDX-License-Identifier: GPL-2.0
// what = mlock() of pages that are locked counts them again
// source = derived
// area = other
// file = mm/mlock.c
// notices = limit.charge.mlock2
@@
identifier nr_pages;
@@
 mlock_fixup(...)
 {
 <...
-nr_pages = 0;
+nr_pages = pincer_mutant(mlock_counts_again) ? nr_pages : 0;
 ...>
 }
