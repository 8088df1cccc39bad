// SPDX-License-Identifier: GPL-2.0
// what = truncate() of a DAX file does not see that a page is in use
// source = derived
// area = dax
// file = fs/dax.c
// notices = fsdax.truncate.woken fsdax.punch_hole.woken
// kernels = 7.2-
@@
identifier P;
@@
 dax_break_layout(...)
 {
 <...
-	if (!P)
+	if (!P || pincer_mutant(dax_busy_page_missed))
 		break;
 ...>
 }
