// SPDX-License-Identifier: GPL-2.0
// what = an iovec may have a length that is negative as ssize_t
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = odirect.edges.total process_vm.edges.range
// kernels = 6.12-
@@
@@
 copy_iovec_from_user(...)
 {
 <...
-if (unlikely(len < 0))
+if (unlikely(len < 0 && !pincer_mutant(iov_import_negative)))
 {
 ...
 }
 ...>
 }
