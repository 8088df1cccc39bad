// SPDX-License-Identifier: GPL-2.0
// what = a write to a page of a large folio that only this process maps keeps it, although others refer to it
// source = derived
// area = cow
// file = mm/memory.c
// notices = splice.vmsplice.cow_isolation.thp
// kernels = 7.2-
@@
identifier F;
statement S;
@@
 __wp_can_reuse_large_anon_folio(struct folio *F, ...)
 {
 <...
-	if (folio_large_mapcount(F) != folio_ref_count(F))
+	if (folio_large_mapcount(F) != folio_ref_count(F) && !pincer_mutant(cow_reuses_referenced_large))
 		S
 ...>
 }
