// SPDX-License-Identifier: GPL-2.0
// what = a request that io_submit() refuses keeps its slot in the ring of events
// source = derived
// area = fops
// file = fs/aio.c
// notices = aio.failed.submit
@@
expression C, N;
@@
 io_submit_one(...)
 {
 <...
-put_reqs_available(C, N);
+if (!pincer_mutant(aio_failed_keeps_slot))
+	put_reqs_available(C, N);
 ...>
 }
