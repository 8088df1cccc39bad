// SPDX-License-Identifier: GPL-2.0
// what = nobody wakes up who waits for a page of a DAX file when its last reference goes
// source = commit f4f451a16dd1
// area = dax
// file = mm/memremap.c
// notices = fsdax.truncate.woken fsdax.punch_hole.woken
// kernels = 7.2-
@@
identifier F;
@@
 free_zone_device_folio(struct folio *F)
 {
 <...
-	wake_up_var(&F->page);
+	if (!pincer_mutant(dax_wake_missed))
+		wake_up_var(&F->page);
 ...>
 }
