// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() asks for write access to what is written from, not to what is read into
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.user.*
// kernels = 6.12-
@@
@@
 iov_iter_extract_user_pages(...)
 {
 <...
-i->data_source == ITER_DEST
+(i->data_source == ITER_DEST) ^ pincer_mutant(iov_extract_user_direction_swapped)
 ...>
 }
