// SPDX-License-Identifier: GPL-2.0
// what = direct I/O of a block device accepts offsets and lengths that are no multiple of its block size
// source = derived
// area = fops
// file = block/fops.c
// notices = odirect.blocks.*
@@
expression E;
@@
 blkdev_dio_invalid(...)
 {
 <...
-return E;
+return !pincer_mutant(fops_misaligned_accepted) && (E);
 ...>
 }
