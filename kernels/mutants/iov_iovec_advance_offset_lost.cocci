// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_advance() over an IOVEC or KVEC begins a segment from its start
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.kvec.sequence:* iov_iter.any.iovec.sequence:* iov_iter.extract_*.?vec*.layouts:*
@@
@@
 iov_iter_iovec_advance(...)
 {
 <...
-i->iov_offset = size;
+i->iov_offset = pincer_mutant(iov_iovec_advance_offset_lost) ? 0 : size;
 ...>
 }
