// SPDX-License-Identifier: GPL-2.0
// what = legacy direct I/O that faults after some data returns the error
// source = derived
// area = dio
// file = fs/direct-io.c
// notices = odirect.*.vfat/anon+*
@@
@@
 dio_complete(...)
 {
 <...
-if (unlikely(ret == -EFAULT) && transferred)
+if (!pincer_mutant(dio_fault_after_data_is_error) && unlikely(ret == -EFAULT) && transferred)
 	ret = 0;
 ...>
 }
