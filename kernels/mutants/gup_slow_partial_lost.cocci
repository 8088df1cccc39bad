// SPDX-License-Identifier: GPL-2.0
// what = an error after some pages returns the error, and the pages stay pinned
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = odirect.*/anon+* process_vm.*/anon+* gup.*
@@
@@
 __get_user_pages(...)
 {
 <...
-return i ? i : ret;
+return i && !(pincer_mutant(gup_slow_partial_lost) && ret) ? i : ret;
 ...>
 }
