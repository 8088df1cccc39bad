// SPDX-License-Identifier: GPL-2.0
// what = FOLL_LONGTERM with FOLL_PCI_P2PDMA is accepted
// source = derived
// area = p2pdma
// file = mm/gup.c
// notices = gup.*
@@
@@
 is_valid_gup_args(...)
 {
 <...
-(gup_flags & FOLL_LONGTERM) && (gup_flags & FOLL_PCI_P2PDMA)
+!pincer_mutant(gup_slow_longterm_p2pdma) && (gup_flags & FOLL_LONGTERM) && (gup_flags & FOLL_PCI_P2PDMA)
 ...>
 }
