// SPDX-License-Identifier: GPL-2.0
// what = udmabuf does not unpin the pages of a dma-buf that is closed
// source = derived
// area = udmabuf
// file = drivers/dma-buf/udmabuf.c
// notices = udmabuf.shares_pages allocate.*.udmabuf
// kernels = 6.12-
@@
expression E;
@@
 unpin_all_folios(...)
 {
 <...
-unpin_folio(E);
+if (!pincer_mutant(udmabuf_pins_kept))
+	unpin_folio(E);
 ...>
 }
