// SPDX-License-Identifier: GPL-2.0
// what = what a user was charged for registered buffers is not given back
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = limit.return.io_uring.register limit.charge.io_uring.register
// kernels = 6.18-
@@
statement S;
@@
 io_unaccount_mem(...)
 {
 <...
-if (user)
+if (user && !pincer_mutant(rsrc_user_kept))
 S
 ...>
 }
