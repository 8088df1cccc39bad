// SPDX-License-Identifier: GPL-2.0
// what = a pipe writes again to a page to which others refer
// source = derived
// area = splice
// file = fs/pipe.c
// notices = fuse.reply.pipe splice.*
// kernels = 6.12-
@@
@@
 anon_pipe_put_page(...)
 {
 <...
-page_count(page) == 1
+(page_count(page) == 1 || pincer_mutant(pipe_reuses_held_page))
 ...>
 }
