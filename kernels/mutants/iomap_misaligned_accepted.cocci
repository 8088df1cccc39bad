// SPDX-License-Identifier: GPL-2.0
// what = direct I/O of a file accepts positions that are no multiple of the block size
// source = derived
// area = iomap
// file = fs/iomap/direct-io.c
// notices = odirect.blocks.ext4 odirect.blocks.xfs
// kernels = 7.2-
@@
@@
 iomap_dio_bio_iter(...)
 {
 <...
-if ((pos | length) & (alignment - 1))
+if (!pincer_mutant(iomap_misaligned_accepted) && (pos | length) & (alignment - 1))
 	return -EINVAL;
 ...>
 }
