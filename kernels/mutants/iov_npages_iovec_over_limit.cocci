// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_npages() of an IOVEC or KVEC returns more than the limit
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.kvec.sequence:* iov_iter.any.iovec.sequence:*
@@
@@
 iov_npages(...)
 {
 <...
-return maxpages;
+return maxpages + pincer_mutant(iov_npages_iovec_over_limit);
 ...>
 }
