// SPDX-License-Identifier: GPL-2.0
// what = a read-only pin takes a page that other processes share
// source = commit a7f226604170
// area = cow
// file = mm/internal.h
// notices = gup_test.unshare
// kernels = 6.12-
@@
expression P;
@@
 gup_must_unshare(...)
 {
 <...
-	return !PageAnonExclusive(P);
+	return !pincer_mutant(gup_unshare_skipped) && !PageAnonExclusive(P);
 ...>
 }
