// SPDX-License-Identifier: GPL-2.0
// what = legacy direct I/O accepts what is not aligned
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = odirect.blocks.vfat odirect.misaligned.second.vfat
@@
@@
 __blockdev_direct_IO(...)
 {
 <...
-if (align & blocksize_mask)
+if (!pincer_mutant(dio_misaligned_accepted) && align & blocksize_mask)
 	goto fail_dio;
 ...>
 }
