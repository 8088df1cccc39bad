// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of user memory places its pages as if the table were empty
// source = commit 118cf3f55975
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.ubuf.layouts:*
// kernels = 6.12-
@@
@@
 extract_user_to_sg(...)
 {
 <...
-pages = (void *)sg + array_size(sg_max, sizeof(struct scatterlist));
+pages = (pincer_mutant(sg_user_pages_over_entries) ? (void *)sgtable->sgl : (void *)sg) + array_size(sg_max, sizeof(struct scatterlist));
 ...>
 }
