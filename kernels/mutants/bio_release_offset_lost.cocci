// SPDX-License-Identifier: GPL-2.0
// what = bio_release_pages() counts pages by length, so one that an odd offset crosses into stays pinned
// source = commit 38b43539d64b
// area = bio
// file = block/bio.c
// notices = odirect.misaligned.* odirect.*
@@
@@
 __bio_release_pages(...)
 {
 <...
-nr_pages = (fi.offset + fi.length - 1) / PAGE_SIZE - fi.offset / PAGE_SIZE + 1;
+nr_pages = pincer_mutant(bio_release_offset_lost) ? DIV_ROUND_UP(fi.length, PAGE_SIZE) : (fi.offset + fi.length - 1) / PAGE_SIZE - fi.offset / PAGE_SIZE + 1;
 ...>
 }
