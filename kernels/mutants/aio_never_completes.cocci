// SPDX-License-Identifier: GPL-2.0
// what = the last reference to an AIO request completes nothing
// source = derived
// area = fops
// file = fs/aio.c
// notices = aio.*
// kernels = 6.1-
@@
expression R;
@@
 iocb_put(...)
 {
 <...
-refcount_dec_and_test(R)
+refcount_dec_and_test(R) && !pincer_mutant(aio_never_completes)
 ...>
 }
