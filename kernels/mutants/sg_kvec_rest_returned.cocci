// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a KVEC returns bytes for which the table had no room
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.kvec.layouts:* iov_iter.extract_iter_to_sg.kvec_*.single_entries:*
// kernels = 6.12-
@@
@@
 extract_kvec_to_sg(...)
 {
 <...
-ret -= len;
+if (!pincer_mutant(sg_kvec_rest_returned))
+	ret -= len;
 ...>
 }
