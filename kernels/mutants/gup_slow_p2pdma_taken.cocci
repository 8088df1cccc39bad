// SPDX-License-Identifier: GPL-2.0
// what = try_grab_folio() takes memory of a PCI device without FOLL_PCI_P2PDMA
// source = derived
// area = p2pdma
// file = mm/gup.c
// notices = io_uring.register/p2pmem* odirect.write.virtio_blk/p2pmem* gup.p2pdma*
@@
expression E;
@@
 try_grab_folio(...)
 {
 <...
-unlikely(!(flags & FOLL_PCI_P2PDMA) && E)
+unlikely(!pincer_mutant(gup_slow_p2pdma_taken) && !(flags & FOLL_PCI_P2PDMA) && E)
 ...>
 }
