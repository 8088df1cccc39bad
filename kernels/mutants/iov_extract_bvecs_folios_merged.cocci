// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_bvecs() puts adjacent folios into one entry
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_bvecs.kvec.neighbours iov_iter.extract_bvecs.kvec.layouts:*
// kernels = 7.2-
@@
@@
 get_contig_folio_len(...)
 {
 <...
(
-len = min(folio_size(folio) - folio_offset, left);
+len = pincer_mutant(iov_extract_bvecs_folios_merged) ? left : min(folio_size(folio) - folio_offset, left);
|
-page_folio(pages[i]) != folio
+(!pincer_mutant(iov_extract_bvecs_folios_merged) && page_folio(pages[i]) != folio)
)
 ...>
 }
