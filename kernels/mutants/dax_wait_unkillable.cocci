// SPDX-License-Identifier: GPL-2.0
// what = who waits for a page of a DAX file cannot be killed
// source = derived
// area = dax
// file = fs/dax.c
// notices = fsdax.truncate.killed fsdax.punch_hole.killed
// kernels = 7.2-
@@
expression P, C, CB;
@@
 wait_page_idle(...)
 {
+	if (pincer_mutant(dax_wait_unkillable))
+		return ___wait_var_event(P, C, TASK_UNINTERRUPTIBLE, 0, 0, CB);
 	return ___wait_var_event(P, C, TASK_INTERRUPTIBLE, 0, 0, CB);
 }
