// SPDX-License-Identifier: GPL-2.0
// what = an AIO request that fails keeps a reference to its file
// source = derived
// area = fops
// file = fs/aio.c
// notices = aio.read.ext4.failed aio.write.ext4.failed aio.*.failed
// kernels = 6.1-
@@
expression R;
@@
 iocb_destroy(...)
 {
 <...
-if (R->ki_filp)
+if (R->ki_filp && !(R->ki_res.res == -EFAULT && pincer_mutant(aio_error_keeps_file)))
 	fput(R->ki_filp);
 ...>
 }
