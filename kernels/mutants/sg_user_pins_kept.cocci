// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of user memory keeps its pins when it fails
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
-unpin_user_page(sg_page(&sgtable->sgl[--sgtable->nents]));
+if (pincer_mutant(sg_user_pins_kept))
+	sgtable->nents--;
+else
+	unpin_user_page(sg_page(&sgtable->sgl[--sgtable->nents]));
 ...>
 }
