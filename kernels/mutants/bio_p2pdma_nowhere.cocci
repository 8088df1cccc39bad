// SPDX-License-Identifier: GPL-2.0
// what = memory of PCI devices is refused by queues that can do peer-to-peer
// source = derived
// area = p2pdma
// file = block/bio.c
// notices = odirect.*/p2pmem* block.*
// kernels = 7.2-
@@
expression E;
@@
 bio_iov_iter_get_pages(...)
 {
 <...
-flags |= ITER_ALLOW_P2PDMA;
+if (!pincer_mutant(bio_p2pdma_nowhere))
+	flags |= ITER_ALLOW_P2PDMA;
 ...>
 }
