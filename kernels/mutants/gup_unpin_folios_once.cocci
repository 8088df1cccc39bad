// SPDX-License-Identifier: GPL-2.0
// what = unpin_folios() unpins a folio that is listed several times once
// source = derived
// area = memfd
// file = mm/gup.c
// notices = gup.memfd_pin_folios.*
@@
@@
 unpin_folios(...)
 {
 <...
-gup_put_folio(folios[i], j - i, FOLL_PIN);
+gup_put_folio(folios[i], pincer_mutant(gup_unpin_folios_once) ? 1 : j - i, FOLL_PIN);
 ...>
 }
