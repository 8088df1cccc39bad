// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_npages() of a UBUF ignores the offset in the first page
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.any.ubuf.sequence:*
@@
@@
 iov_iter_npages(...)
 {
 <...
-offset_in_page(i->ubuf + i->iov_offset)
+(pincer_mutant(iov_npages_ubuf_offset_lost) ? 0 : offset_in_page(i->ubuf + i->iov_offset))
 ...>
 }
