// SPDX-License-Identifier: GPL-2.0
// what = FOLL_ANON takes pages of files
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = cmdline.read/*
@@
expression E;
@@
 check_vma_flags(...)
 {
 <...
-(gup_flags & FOLL_ANON) && E
+!pincer_mutant(gup_slow_anon_ignored) && (gup_flags & FOLL_ANON) && E
 ...>
 }
