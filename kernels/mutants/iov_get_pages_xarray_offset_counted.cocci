// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() of an XARRAY returns more bytes than lie in its pages
// source = commit 6c77676645ad
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.xarray_*
@@
@@
 iter_xarray_get_pages(...)
 {
 <...
-maxsize = min_t(size_t, nr * PAGE_SIZE - offset, maxsize);
+maxsize = min_t(size_t, nr * PAGE_SIZE - (pincer_mutant(iov_get_pages_xarray_offset_counted) ? 0 : offset), maxsize);
 ...>
 }
