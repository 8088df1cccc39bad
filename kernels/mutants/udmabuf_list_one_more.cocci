// SPDX-License-Identifier: GPL-2.0
// what = udmabuf takes a list of one range more than list_limit
// source = derived
// area = udmabuf
// file = drivers/dma-buf/udmabuf.c
// notices = udmabuf.edges.list
@@
@@
 udmabuf_ioctl_create_list(...)
 {
 <...
-if (head.count > list_limit)
+if (head.count > list_limit + pincer_mutant(udmabuf_list_one_more))
 	return -EINVAL;
 ...>
 }
