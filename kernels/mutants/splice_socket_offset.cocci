// SPDX-License-Identifier: GPL-2.0
// what = splice to a socket forgets how much of a buffer was sent
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
-buf->offset += seg;
+buf->offset += pincer_mutant(splice_socket_offset) ? 0 : seg;
 ...>
 }
