// SPDX-License-Identifier: GPL-2.0
// what = taking memory offline does not look for signals
// source = derived
// area = other
// file = mm/memory_hotplug.c
// notices = movable.offline.killed
@@
expression T;
@@
 offline_pages(...)
 {
 <...
-	if (signal_pending(T))
+	if (signal_pending(T) && !pincer_mutant(offline_pinned_unkillable))
 	{ ... }
 ...>
 }
