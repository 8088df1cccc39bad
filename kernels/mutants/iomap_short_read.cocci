// SPDX-License-Identifier: GPL-2.0
// what = direct reads over the end of a file return more than was read
// source = derived
// area = iomap
// file = fs/iomap/direct-io.c
// notices = odirect.read.ext4* odirect.edges.*
@@
expression E;
@@
 iomap_dio_complete(...)
 {
 <...
-if (offset + ret > dio->i_size && E)
+if (!pincer_mutant(iomap_short_read) && offset + ret > dio->i_size && E)
 	ret = ...;
 ...>
 }
