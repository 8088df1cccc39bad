// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() keeps the array that it allocated when GUP fails
// source = commit 72698020e15d
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.fault.array
// kernels = 7.2-
@@
@@
 iov_iter_extract_user_pages(...)
 {
 <...
-if (will_alloc)
+if (will_alloc && !pincer_mutant(iov_extract_user_array_leak))
 { ... }
 ...>
 }
