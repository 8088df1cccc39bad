// SPDX-License-Identifier: GPL-2.0
// what = an io_uring request that fails keeps a reference to its file
// source = derived
// area = other
// file = io_uring/io_uring.c
// notices = io_uring.read.ext4.failed io_uring.write.ext4.failed io_uring.*.failed
// kernels = 6.12-
@@
identifier R;
@@
 io_free_batch_list(...)
 {
 <...
-io_put_file(R);
+if (!(R->cqe.res == -EFAULT && pincer_mutant(io_uring_error_keeps_file)))
+	io_put_file(R);
 ...>
 }
