// SPDX-License-Identifier: GPL-2.0
// what = fork() gives the child an empty page instead of a copy of a pinned one
// source = derived
// area = fork
// file = mm/memory.c
// notices = fork.pinned fork.pinned.thp
// kernels = 6.12-
@@
expression N, P, A, V;
@@
 copy_present_page(...)
 {
 <...
-	if (copy_mc_user_highpage(N, P, A, V))
+	if (pincer_mutant(fork_pinned_copy_empty))
+		clear_user_highpage(N, A);
+	else if (copy_mc_user_highpage(N, P, A, V))
 		return -EHWPOISON;
 ...>
 }
