// SPDX-License-Identifier: GPL-2.0
// what = legacy direct I/O that fails keeps the pages that it did not get to
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = odirect.end.vfat odirect.*.vfat/*
@@
@@
 dio_cleanup(...)
 {
 <...
-if (dio->is_pinned)
+if (!pincer_mutant(dio_cleanup_lost) && dio->is_pinned)
 	unpin_user_pages(...);
 ...>
 }
