// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_bvecs() puts pages of one folio into one entry that are not adjacent
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_bvecs.kvec.in_pieces iov_iter.extract_bvecs.kvec_mapped.layouts:*
// kernels = 7.2-
@@
@@
 get_contig_folio_len(...)
 {
 <...
-pages[i] != pages[i - 1] + 1
+(!pincer_mutant(iov_extract_bvecs_pages_apart) && pages[i] != pages[i - 1] + 1)
 ...>
 }
