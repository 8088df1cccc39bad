// SPDX-License-Identifier: GPL-2.0
// what = fork() shares a page that is pinned
// source = derived
// area = fork
// file = include/linux/rmap.h
// notices = fork.pinned fork.pinned.thp io_uring.fixed.forked rdma.mr.forked
// kernels = 6.12-
@@
expression C;
identifier M;
@@
 __folio_try_dup_anon_rmap(...)
 {
 <...
 	M = C;
+	if (pincer_mutant(fork_pinned_shared))
+		M = false;
 ...>
 }
