// SPDX-License-Identifier: GPL-2.0
// what = copy_to_iter() writes to an iterator that is a source
// source = commit a41dad905e5a
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.copy_to_iter.kvec.wrong_direction
// kernels = 6.12-
@@
@@
 _copy_to_iter(...)
 {
 <...
-WARN_ON_ONCE(i->data_source)
+!pincer_mutant(iov_copy_to_source) && WARN_ON_ONCE(i->data_source)
 ...>
 }
