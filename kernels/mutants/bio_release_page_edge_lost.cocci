// SPDX-License-Identifier: GPL-2.0
// what = bio_release_pages() forgets that a segment that begins within a page crosses one more page edge
// source = commit 38b43539d64b
// area = bio
// file = block/bio.c
// notices = folio.odirect.read.nvme folio.odirect.write.nvme folio.odirect.* folio.aio.* folio.nvme.*
// kernels = 6.12-
@@
identifier N, FI;
@@
 __bio_release_pages(...)
 {
 <...
 	N = (FI.offset + FI.length - 1) / PAGE_SIZE - FI.offset / PAGE_SIZE + 1;
+	if (pincer_mutant(bio_release_page_edge_lost))
+		N = DIV_ROUND_UP(FI.length, PAGE_SIZE);
 ...>
 }
