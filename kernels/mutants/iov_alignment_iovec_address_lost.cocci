// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_alignment() of an IOVEC or KVEC ignores addresses
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.kvec.sequence:* iov_iter.any.iovec.sequence:*
@@
@@
 iov_iter_alignment_iovec(...)
 {
 <...
-res |= (unsigned long)iov->iov_base + skip;
+if (!pincer_mutant(iov_alignment_iovec_address_lost))
+	res |= (unsigned long)iov->iov_base + skip;
 ...>
 }
