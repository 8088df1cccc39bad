// SPDX-License-Identifier: GPL-2.0
// what = memory of PCI devices is taken for queues that cannot do peer-to-peer
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
-if (bio->bi_bdev && blk_queue_pci_p2pdma(E))
+if (bio->bi_bdev && (pincer_mutant(bio_p2pdma_everywhere) || blk_queue_pci_p2pdma(E)))
 	flags |= ITER_ALLOW_P2PDMA;
 ...>
 }
