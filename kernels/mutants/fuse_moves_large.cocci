// SPDX-License-Identifier: GPL-2.0
// what = FUSE tries to move a page of a large folio into its page cache
// source = commit 59ba47b6be9c
// area = fuse
// file = fs/fuse/dev.c
// notices = fuse.reply.huge_gift
// kernels = 6.12-
@@
expression F;
@@
 fuse_try_move_folio(...)
 {
 <...
-folio_test_large(F)
+folio_test_large(F) && !pincer_mutant(fuse_moves_large)
 ...>
 }
