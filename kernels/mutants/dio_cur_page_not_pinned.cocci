// SPDX-License-Identifier: GPL-2.0
// what = legacy direct I/O submits a page without a pin of its own
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = aio.read.vfat.failed odirect.*.vfat.released odirect.*.vfat/*
@@
@@
 dio_pin_page(...)
 {
 <...
-if (dio->is_pinned)
+if (!pincer_mutant(dio_cur_page_not_pinned) && dio->is_pinned)
 	folio_add_pin(...);
 ...>
 }
