// SPDX-License-Identifier: GPL-2.0
// what = splice to a socket never releases a buffer of the pipe
// source = derived
// area = splice
// file = fs/splice.c
// notices = splice.pieces.*
// kernels = 6.12-
@@
@@
 splice_to_socket(...)
 {
 <...
-pipe_buf_release(pipe, buf);
+if (pincer_mutant(splice_socket_keeps_page))
+	buf->ops = NULL;
+else
+	pipe_buf_release(pipe, buf);
 ...>
 }
