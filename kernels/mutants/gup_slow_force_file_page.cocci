// SPDX-License-Identifier: GPL-2.0
// what = FOLL_FORCE writes to the page cache through a private mapping
// source = commit 5535be309971
// area = gup-slow
// file = mm/gup.c
// notices = procmem.write/ext4_private* procmem.write/* ptrace.poke/*
// kernels = 7.2-
@@
expression E;
@@
 can_follow_write_common(...)
 {
 <...
-return page && PageAnon(page) && E;
+return pincer_mutant(gup_slow_force_file_page) ? !!page : page && PageAnon(page) && E;
 ...>
 }
