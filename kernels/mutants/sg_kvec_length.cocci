// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a KVEC gives each entry the length of all
// source = commit 07b7d66e65d9
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.kvec.layouts:* iov_iter.extract_iter_to_sg.kvec_*
// kernels = 6.12-
@@
@@
 extract_kvec_to_sg(...)
 {
 <...
-sg_set_page(sg, page, seg, off);
+sg_set_page(sg, page, pincer_mutant(sg_kvec_length) ? len : seg, off);
 ...>
 }
