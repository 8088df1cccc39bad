// SPDX-License-Identifier: GPL-2.0
// what = a spliced AF_UNIX message is reported one byte shorter
// source = derived
// area = net
// file = net/unix/af_unix.c
// notices = splice.pieces.*unix*
// kernels = 6.12-
@@
@@
 unix_stream_sendmsg(...)
 {
 <...
-size = err;
+size = err - (pincer_mutant(unix_splice_length) && err > 1);
 ...>
 }
