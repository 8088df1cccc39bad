// SPDX-License-Identifier: GPL-2.0
// what = the slow path starts anew where GUP-fast has pinned pages already
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = gup_test.longterm.fast.read/* odirect.*/ring+anon gup.*
@@
@@
 gup_fast_fallback(...)
 {
 <...
-start += nr_pinned << PAGE_SHIFT;
+start += pincer_mutant(gup_fast_slow_restarts) ? 0 : nr_pinned << PAGE_SHIFT;
 ...>
 }
