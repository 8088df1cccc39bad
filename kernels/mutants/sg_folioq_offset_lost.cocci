// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a FOLIOQ lists a folio from its start
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.folioq.layouts:*
// kernels = 6.12-
@@
@@
 extract_folioq_to_sg(...)
 {
 <...
-sg_set_page(sg, folio_page(folio, 0), part, offset);
+sg_set_page(sg, folio_page(folio, 0), part, pincer_mutant(sg_folioq_offset_lost) ? 0 : offset);
 ...>
 }
