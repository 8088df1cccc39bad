// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of an XARRAY uses the offset of the first folio in each
// source = commit 132e70406412
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.xarray_unaligned.* iov_iter.extract_iter_to_sg.xarray.small_steps:*
// kernels = 7.2-
@@
@@
 extract_xarray_to_sg(...)
 {
 <...
-start += len;
+if (!pincer_mutant(sg_xarray_first_offset))
+	start += len;
 ...>
 }
