// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_get_pages2() takes no reference on folios of an XARRAY
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.get_pages.xarray*.hold:*
// kernels = 6.12-
@@
@@
 iter_xarray_populate_pages(...)
 {
 <...
-folio_get(folio);
+if (!pincer_mutant(iov_get_pages_xarray_not_held))
+	folio_get(folio);
 ...>
 }
