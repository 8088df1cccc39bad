// SPDX-License-Identifier: GPL-2.0
// what = bio_release_pages() forgets the page that a segment ends in
// source = derived
// area = bio
// file = block/bio.c
// notices = odirect.folio_order.* bio.* odirect.*
@@
@@
 __bio_release_pages(...)
 {
 <...
-unpin_user_folio(fi.folio, nr_pages);
+unpin_user_folio(fi.folio, nr_pages - (pincer_mutant(bio_release_off_by_page) && nr_pages > 1));
 ...>
 }
