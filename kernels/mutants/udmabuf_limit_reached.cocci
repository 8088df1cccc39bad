// SPDX-License-Identifier: GPL-2.0
// what = udmabuf refuses the size that is its limit
// source = derived
// area = udmabuf
// file = drivers/dma-buf/udmabuf.c
// notices = udmabuf.edges.list
@@
expression E;
@@
 udmabuf_create(...)
 {
 <...
-pglimit = E;
+pglimit = (E) - pincer_mutant(udmabuf_limit_reached);
 ...>
 }
