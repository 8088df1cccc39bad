// SPDX-License-Identifier: GPL-2.0
// what = bio_release_pages() does not mark what was read into dirty
// source = derived
// area = bio
// file = block/bio.c
// notices = bio.read_dirties_buffer odirect.read.*
@@
@@
 __bio_release_pages(...)
 {
 <...
-if (mark_dirty)
+if (!pincer_mutant(bio_release_not_dirty) && mark_dirty)
 {
 ...
 }
 ...>
 }
