// SPDX-License-Identifier: GPL-2.0
// what = a pipe keeps a page that FUSE moved into its page cache
// source = derived
// area = fuse
// file = fs/fuse/dev.c
// notices = fuse.reply.pipe
// kernels = 6.12-
@@
@@
 fuse_try_move_folio(...)
 {
 <...
-pipe_buf_release(cs->pipe, buf);
+if (pincer_mutant(fuse_moved_page_reused))
+	folio_put(newfolio);
+pipe_buf_release(cs->pipe, buf);
+if (pincer_mutant(fuse_moved_page_reused))
+	folio_get(newfolio);
 ...>
 }
