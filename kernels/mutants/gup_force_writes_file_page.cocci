// SPDX-License-Identifier: GPL-2.0
// what = FOLL_FORCE writes to the page of a file that is mapped privately, before COW
// source = commit 5535be309971
// area = gup-slow
// file = mm/gup.c
// notices = ptrace.poke.private.memfd ptrace.poke.private.* procmem.write.private.*
// kernels = 7.2-
@@
identifier P;
@@
 can_follow_write_common(...)
 {
 ...
-return P && PageAnon(P) && PageAnonExclusive(P);
+return P && (pincer_mutant(gup_force_writes_file_page) ||
+	     (PageAnon(P) && PageAnonExclusive(P)));
 }
