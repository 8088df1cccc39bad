// SPDX-License-Identifier: GPL-2.0
// what = an iovec array may be one longer than UIO_MAXIOV
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = odirect.edges.vectors process_vm.edges.vectors splice.vmsplice.edges
@@
expression E;
@@
 iovec_from_user(...)
 {
 <...
-if (nr_segs > UIO_MAXIOV)
+if (nr_segs > UIO_MAXIOV + pincer_mutant(iov_import_one_more))
 	return E;
 ...>
 }
