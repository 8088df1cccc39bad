// SPDX-License-Identifier: GPL-2.0
// what = a direct read through FUSE does not mark the pages dirty that it filled
// source = derived
// area = fuse
// file = fs/fuse/file.c
// notices = dirty.odirect.read.fuse
// kernels = 6.12-
@@
@@
 fuse_release_user_pages(...)
 {
 <...
-should_dirty
+(should_dirty && !pincer_mutant(fuse_read_not_dirty))
 ...>
 }
