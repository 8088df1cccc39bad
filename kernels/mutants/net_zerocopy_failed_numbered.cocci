// SPDX-License-Identifier: GPL-2.0
// what = a MSG_ZEROCOPY send that fails takes a number of a notification
// source = derived
// area = net
// file = net/core/skbuff.c
// notices = msg_zerocopy.failed
// kernels = 6.12-
@@
expression E;
@@
 msg_zerocopy_put_abort(...)
 {
 <...
-atomic_dec(E);
+if (!pincer_mutant(net_zerocopy_failed_numbered))
+	atomic_dec(E);
 ...>
 }
