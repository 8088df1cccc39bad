// SPDX-License-Identifier: GPL-2.0
// what = splice to a socket drops SPLICE_F_MORE
// source = derived
// area = splice
// file = fs/splice.c
// notices = splice.pieces.udp* splice.pieces.*af_alg*
// kernels = 6.12-
@@
@@
 splice_to_socket(...)
 {
 <...
-flags & SPLICE_F_MORE
+(flags & SPLICE_F_MORE) && !pincer_mutant(splice_socket_no_more)
 ...>
 }
