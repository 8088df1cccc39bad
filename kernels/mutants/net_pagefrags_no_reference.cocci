// SPDX-License-Identifier: GPL-2.0
// what = a fragment refers to a spliced page without a reference
// source = derived
// area = splice
// file = net/core/skbuff.c
// notices = splice.pieces.*
// kernels = 6.12-
@@
expression P;
@@
 skb_append_pagefrags(...)
 {
 <...
-get_page(P);
+if (!pincer_mutant(net_pagefrags_no_reference))
+	get_page(P);
 ...>
 }
