// SPDX-License-Identifier: GPL-2.0
// what = legacy direct reads do not mark pages dirty
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = bio.read_dirties_buffer odirect.read.vfat/*
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
