// SPDX-License-Identifier: GPL-2.0
// what = a read-only pin for long takes a page of a private file mapping that a write would replace
// source = commit 84209e87c696
// area = cow
// file = mm/internal.h
// notices = gup_test.longterm.fast.read/anon gup_test.longterm.fast.read/*
// kernels = 6.12-
@@
expression V;
@@
 gup_must_unshare(...)
 {
 <...
-	return is_cow_mapping(V);
+	return !pincer_mutant(gup_unshare_file_skipped) && is_cow_mapping(V);
 ...>
 }
