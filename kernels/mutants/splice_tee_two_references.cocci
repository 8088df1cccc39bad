// SPDX-License-Identifier: GPL-2.0
// what = tee() takes two references to each page, and the second pipe gives back one
// source = derived
// area = splice
// file = fs/splice.c
// notices = splice.vmsplice.tee.released
// kernels = 6.1-
@@
identifier O, I;
@@
 link_pipe(...)
 {
 <...
+if (pincer_mutant(splice_tee_two_references) && !pipe_buf_get(ipipe, I))
+	break;
 *O = *I;
 ...>
 }
