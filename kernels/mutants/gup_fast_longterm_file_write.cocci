// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins pages of writable shared file mappings for long
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = io_uring.register/*shared*
// kernels = 6.12-
@@
@@
 gup_fast_folio_allowed(...)
 {
 <...
-reject_file_backed = true;
+reject_file_backed = !pincer_mutant(gup_fast_longterm_file_write);
 ...>
 }
