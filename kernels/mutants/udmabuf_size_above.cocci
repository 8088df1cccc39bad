// SPDX-License-Identifier: GPL-2.0
// what = udmabuf makes a dma-buf a page above its size limit
// source = derived
// area = udmabuf
// file = drivers/dma-buf/udmabuf.c
// notices = udmabuf.limit
@@
statement S;
identifier pgcnt, pglimit;
@@
 udmabuf_create(...)
 {
 <...
-if (pgcnt > pglimit)
+if (pgcnt > pglimit + pincer_mutant(udmabuf_size_above))
 S
 ...>
 }
