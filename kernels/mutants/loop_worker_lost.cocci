// SPDX-License-Identifier: GPL-2.0
// what = the loop driver queues no work for requests, which never complete
// source = derived
// area = other
// file = drivers/block/loop.c
// notices = odirect.*.loop/*
// kernels = 6.1-
@@
expression L, C;
@@
 loop_queue_rq(...)
 {
 <...
-loop_queue_work(L, C);
+if (!pincer_mutant(loop_worker_lost))
+	loop_queue_work(L, C);
 ...>
 }
