// SPDX-License-Identifier: GPL-2.0
// what = a udmabuf that cannot be made keeps the folios that it has pinned
// source = derived
// area = udmabuf
// file = drivers/dma-buf/udmabuf.c
// notices = udmabuf.failed
// kernels = 7.1-
@@
identifier U;
@@
 udmabuf_create(...)
 {
 <...
-deinit_udmabuf(U);
+if (!pincer_mutant(udmabuf_failed_kept))
+	deinit_udmabuf(U);
 ...>
 }
