// SPDX-License-Identifier: GPL-2.0
// what = legacy direct reads do not mark pages dirty
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = dirty.odirect.read.vfat dirty.aio.read.vfat
@@
expression E;
@@
 __blockdev_direct_IO(...)
 {
 <...
-dio->should_dirty = E;
+dio->should_dirty = !pincer_mutant(dio_not_dirty) && E;
 ...>
 }
