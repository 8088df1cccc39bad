// SPDX-License-Identifier: GPL-2.0
// what = copy_from_iter() reads from an iterator that is a destination
// source = commit a41dad905e5a
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.copy_from_iter.kvec.wrong_direction
// kernels = 6.12-
@@
@@
 _copy_from_iter(...)
 {
 <...
-WARN_ON_ONCE(!i->data_source)
+!pincer_mutant(iov_copy_from_dest) && WARN_ON_ONCE(!i->data_source)
 ...>
 }
