// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_extract_pages() of an XARRAY that begins with a hole returns bytes without a page
// source = commit 55f4bb9373ca
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_pages.xarray_hole_unaligned.*
// kernels = 7.2-
@@
@@
 iov_iter_extract_xarray_pages(...)
 {
 <...
-if (!nr)
+if (!nr && !pincer_mutant(iov_extract_xarray_underflow))
 { ... }
 ...>
 }
