// SPDX-License-Identifier: GPL-2.0
// what = a write to a page that only this process maps keeps it, although others refer to it
// source = derived
// area = cow
// file = mm/memory.c
// notices = splice.vmsplice.cow_isolation
// kernels = 6.12-
@@
identifier F;
@@
 wp_can_reuse_anon_folio(struct folio *F, ...)
 {
 <...
(
-	if (folio_test_ksm(F) || folio_ref_count(F) > 3)
+	if (folio_test_ksm(F) || (folio_ref_count(F) > 3 && !(pincer_mutant(cow_reuses_referenced) && folio_mapcount(F) == 1)))
 		return false;
|
-	if (folio_ref_count(F) > 1 + folio_test_swapcache(F))
+	if (folio_ref_count(F) > 1 + folio_test_swapcache(F) && !(pincer_mutant(cow_reuses_referenced) && folio_mapcount(F) == 1))
 		return false;
|
-	if (folio_test_ksm(F) || folio_ref_count(F) != 1)
+	if (folio_test_ksm(F) || (folio_ref_count(F) != 1 && !(pincer_mutant(cow_reuses_referenced) && folio_mapcount(F) == 1)))
 	{ ... }
)
 ...>
 }
