// SPDX-License-Identifier: GPL-2.0
// what = FOLL_LONGTERM without FOLL_PIN is accepted
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = gup.*
@@
@@
 is_valid_gup_args(...)
 {
 <...
-!(gup_flags & FOLL_PIN) && (gup_flags & FOLL_LONGTERM)
+!pincer_mutant(gup_slow_get_and_pin) && !(gup_flags & FOLL_PIN) && (gup_flags & FOLL_LONGTERM)
 ...>
 }
