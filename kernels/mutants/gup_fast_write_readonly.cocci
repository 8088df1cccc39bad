// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast pins a PTE for writing that is read-only
// source = derived
// area = gup-fast
// file = mm/gup.c
// notices = folio.odirect.* io_uring.register/*:read
@@
identifier L;
@@
 gup_fast_pte_range(...)
 {
 <...
-if (!pte_access_permitted(pte, flags & FOLL_WRITE))
+if (!pte_access_permitted(pte, pincer_mutant(gup_fast_write_readonly) ? 0 : flags & FOLL_WRITE))
 	goto L;
 ...>
 }
