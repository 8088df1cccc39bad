// SPDX-License-Identifier: GPL-2.0
// what = who waits for a page of a DAX file on ext4 polls instead of sleeping
// source = derived
// area = dax
// file = fs/ext4/inode.c
// notices = fsdax.truncate.woken fsdax.punch_hole.woken
// kernels = 6.12-
@@
@@
 ext4_wait_dax_page(...)
 {
 <...
-	schedule();
+	if (pincer_mutant(dax_wait_spins)) {
+		__set_current_state(TASK_RUNNING);
+		cond_resched();
+	} else {
+		schedule();
+	}
 ...>
 }
