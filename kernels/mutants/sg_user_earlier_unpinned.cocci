// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of user memory that fails unpins what an earlier call pinned
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.user.second_fails:*
// kernels = 6.12-
@@
@@
 extract_user_to_sg(...)
 {
 <...
-sgtable->nents > sgtable->orig_nents
+sgtable->nents > (pincer_mutant(sg_user_earlier_unpinned) ? 0 : sgtable->orig_nents)
 ...>
 }
