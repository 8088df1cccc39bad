// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a KVEC overwrites the entries that are there
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.kvec.layouts:*
// kernels = 6.12-
@@
@@
 extract_kvec_to_sg(...)
 {
 <...
-sgtable->sgl + sgtable->nents
+sgtable->sgl + (pincer_mutant(sg_kvec_table_start) ? 0 : sgtable->nents)
 ...>
 }
