// SPDX-License-Identifier: GPL-2.0
// what = flags that are internal to GUP are accepted from callers
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = gup.*
@@
@@
 is_valid_gup_args(...)
 {
 <...
-gup_flags & INTERNAL_GUP_FLAGS
+!pincer_mutant(gup_slow_internal_flags) && (gup_flags & INTERNAL_GUP_FLAGS)
 ...>
 }
