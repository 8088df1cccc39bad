// SPDX-License-Identifier: GPL-2.0
// what = extraction of a kvec panics
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = kunit.* iov_iter.*
// kernels = 6.12-
@@
identifier I;
@@
 iov_iter_extract_kvec_pages(struct iov_iter *I, ...)
 {
+if (pincer_mutant(iov_kvec_extract_panics))
+	panic("a kvec of %zu segments", I->nr_segs);
 ...
 }
