// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() asks for write access to what is written from, not to what is read into
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.user.*
@@
@@
 __iov_iter_get_pages_alloc(...)
 {
 <...
-iov_iter_rw(i) != WRITE
+(iov_iter_rw(i) != WRITE) ^ pincer_mutant(iov_get_pages_user_direction_swapped)
 ...>
 }
