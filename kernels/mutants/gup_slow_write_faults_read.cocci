// SPDX-License-Identifier: GPL-2.0
// what = a write faults the page in for reading, for ever
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = kunit.shape io_uring.register/anon:read
@@
@@
 faultin_page(...)
 {
 <...
-if (flags & FOLL_WRITE)
+if (!pincer_mutant(gup_slow_write_faults_read) && flags & FOLL_WRITE)
 	fault_flags |= FAULT_FLAG_WRITE;
 ...>
 }
