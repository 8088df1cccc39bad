// SPDX-License-Identifier: GPL-2.0
// what = an error of the slow path hides what GUP-fast has pinned
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = odirect.*/anon+* gup.*
@@
@@
 gup_fast_fallback(...)
 {
 <...
-if (nr_pinned)
+if (!pincer_mutant(gup_fast_error_over_pages) && nr_pinned)
 	return nr_pinned;
 ...>
 }
