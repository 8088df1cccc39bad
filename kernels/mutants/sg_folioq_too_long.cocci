// SPDX-License-Identifier: GPL-2.0
// what = extract_iter_to_sg() of a FOLIOQ adds all of the last folio
// source = derived
// area = scatterlist
// file = lib/scatterlist.c
// notices = iov_iter.extract_iter_to_sg.folioq.layouts:* iov_iter.extract_iter_to_sg.folioq*.small_steps:*
// kernels = 6.12-
@@
@@
 extract_folioq_to_sg(...)
 {
 <...
-umin(maxsize - ret, fsize - offset)
+umin(pincer_mutant(sg_folioq_too_long) ? fsize : maxsize - ret, fsize - offset)
 ...>
 }
