// SPDX-License-Identifier: GPL-2.0
// what = UFFDIO_MOVE moves a page that is pinned
// source = derived
// area = uffd
// file = mm/userfaultfd.c
// notices = userfaultfd.move.pinned
// kernels = 6.12-
@@
identifier FN =~ "move_present_pte";
expression F;
@@
 FN(...)
 {
 <...
-	folio_maybe_dma_pinned(F)
+	(!pincer_mutant(uffd_move_pinned) && folio_maybe_dma_pinned(F))
 ...>
 }
