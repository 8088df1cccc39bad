// SPDX-License-Identifier: GPL-2.0
// what = the zero page, which is never pinned, is unpinned
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = process_vm.zero_page gup.* io_uring.register/dev_zero*
@@
@@
 gup_put_folio(...)
 {
 <...
-if (is_zero_folio(folio))
+if (!pincer_mutant(gup_unpin_zero_page) && is_zero_folio(folio))
 	return;
 ...>
 }
