// SPDX-License-Identifier: GPL-2.0
// what = a long-term pin leaves pages in movable memory
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = movable.*
@@
@@
 __gup_longterm_locked(...)
 {
 <...
-if (!(gup_flags & FOLL_LONGTERM))
+if (pincer_mutant(gup_slow_longterm_not_migrated) || !(gup_flags & FOLL_LONGTERM))
 	return ...;
 ...>
 }
