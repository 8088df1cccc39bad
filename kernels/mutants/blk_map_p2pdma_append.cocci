// SPDX-License-Identifier: GPL-2.0
// what = a passthrough request whose bio does not fit keeps its pins
// source = derived
// area = blk-map
// file = block/blk-map.c
// notices = nvme.failed.*
@@
@@
 bio_map_user_iov(...)
 {
 <...
-bio_release_pages(bio, false);
+if (!pincer_mutant(blk_map_p2pdma_append))
+	bio_release_pages(bio, false);
 ...>
 }
