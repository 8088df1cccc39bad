// SPDX-License-Identifier: GPL-2.0
// what = mlock() locks a page beyond RLIMIT_MEMLOCK
// source = derived
// area = other
// file = mm/mlock.c
// notices = limit.charge.mlock limit.charge.mlock2
@@
statement S;
identifier locked, lock_limit;
@@
 do_mlock(...)
 {
 <...
-if ((locked <= lock_limit) || capable(CAP_IPC_LOCK))
+if ((locked <= lock_limit + pincer_mutant(mlock_above)) || capable(CAP_IPC_LOCK))
 S
 ...>
 }
