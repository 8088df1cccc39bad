// SPDX-License-Identifier: GPL-2.0
// what = GUP-fast takes memory of a PCI device without FOLL_PCI_P2PDMA
// source = derived
// area = p2pdma
// file = mm/gup.c
// equivalent = gup_fast_folio_allowed() refuses a folio without a mapping, as that of P2PDMA memory is
@@
expression E;
@@
 try_grab_folio_fast(...)
 {
 <...
-unlikely(!(flags & FOLL_PCI_P2PDMA) && E)
+unlikely(!pincer_mutant(gup_fast_p2pdma_taken) && !(flags & FOLL_PCI_P2PDMA) && E)
 ...>
 }
