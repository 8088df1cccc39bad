// SPDX-License-Identifier: GPL-2.0
// what = udmabuf has no limit of size
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
-if (E > pglimit)
+if (E > pglimit && !pincer_mutant(udmabuf_no_size_limit))
 	goto err_noinit;
 ...>
 }
