// SPDX-License-Identifier: GPL-2.0
// what = the reader of a pipe keeps a reference to a page that was spliced into it
// source = derived
// area = splice
// file = fs/splice.c
// notices = splice.vmsplice.released splice.*.released
@@
expression P;
@@
 page_cache_pipe_buf_release(...)
 {
 <...
-put_page(P);
+if (!pincer_mutant(pipe_keeps_page))
+	put_page(P);
 ...>
 }
