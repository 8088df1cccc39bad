// SPDX-License-Identifier: GPL-2.0
// what = udmabuf refuses the size that is its limit
// source = derived
// area = udmabuf
// file = drivers/dma-buf/udmabuf.c
// notices = udmabuf.edges.list
@@
@@
 udmabuf_create(...)
 {
 <...
-if (pgcnt > pglimit)
+if (pgcnt + pincer_mutant(udmabuf_limit_reached) > pglimit)
 	goto err_noinit;
 ...>
 }
