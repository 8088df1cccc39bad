// SPDX-License-Identifier: GPL-2.0
// what = the loop driver queues no work for writes, which never complete
// source = derived
// area = other
// file = drivers/block/loop.c
// notices = odirect.write.loop/*
// kernels = 6.1-
@@
expression L, C;
identifier H, B;
@@
 loop_queue_rq(struct blk_mq_hw_ctx *H, const struct blk_mq_queue_data *B)
 {
 <...
-loop_queue_work(L, C);
+if (!(pincer_mutant(loop_writes_lost) && op_is_write(req_op(B->rq))))
+	loop_queue_work(L, C);
 ...>
 }
