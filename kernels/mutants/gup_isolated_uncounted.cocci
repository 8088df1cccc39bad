// SPDX-License-Identifier: GPL-2.0
// what = a long-term pin keeps a movable folio that somebody else has isolated
// source = commit 517f496e1e61
// area = gup-slow
// file = mm/gup.c
// notices = movable.*
// kernels = 6.12-
@@
identifier L, P, C;
@@
 collect_longterm_unpinnable_folios(struct list_head *L, struct pages_or_folios *P)
 {
 ...
+if (pincer_mutant(gup_isolated_uncounted))
+	return !list_empty(L);
 return C;
 }
