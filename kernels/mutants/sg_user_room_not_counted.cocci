// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of user memory has its full room for each segment
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.iovec.layouts:*
// kernels = 6.12-
@@
@@
 extract_user_to_sg(...)
 {
 <...
-sg_max -= npages;
+if (!pincer_mutant(sg_user_room_not_counted) || sg_max == npages)
+	sg_max -= npages;
 ...>
 }
