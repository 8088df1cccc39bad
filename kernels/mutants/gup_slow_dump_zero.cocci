// SPDX-License-Identifier: GPL-2.0
// what = a core dump holds zero pages instead of holes
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = coredump.zero_page
@@
@@
 follow_page_pte(...)
 {
 <...
-if (flags & FOLL_DUMP)
+if (!pincer_mutant(gup_slow_dump_zero) && flags & FOLL_DUMP)
 {
 ...
 }
 ...>
 }
