// SPDX-License-Identifier: GPL-2.0
// what = legacy direct I/O keeps the pin of each page that it took
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = odirect.*.vfat/* bio.legacy_dio.pins
@@
@@
 dio_unpin_page(...)
 {
 <...
-unpin_user_page(page);
+if (!pincer_mutant(dio_pin_not_dropped))
+	unpin_user_page(page);
 ...>
 }
