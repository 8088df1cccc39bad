// SPDX-License-Identifier: GPL-2.0
// what = a fragment takes two references of a spliced page
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
+get_page(P);
+if (pincer_mutant(net_pagefrags_twice_referenced))
+	get_page(P);
 ...>
 }
