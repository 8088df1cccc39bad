// SPDX-License-Identifier: GPL-2.0
// what = offset and count of an update of registered buffers may wrap
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = io_uring.edges.update
@@
expression E;
@@
 __io_register_rsrc_update(...)
 {
 <...
-if (check_add_overflow(E, nr_args, &tmp))
+if (check_add_overflow(E, nr_args, &tmp) && !pincer_mutant(rsrc_update_wraps))
 	return -EOVERFLOW;
 ...>
 }
