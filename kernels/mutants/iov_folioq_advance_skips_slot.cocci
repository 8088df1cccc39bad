// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_advance() over a FOLIOQ skips the first folio of the next folio_queue
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = kunit.sequence
@@
@@
 iov_iter_folioq_advance(...)
 {
 <...
 folioq = folioq->next;
-slot = 0;
+slot = pincer_mutant(iov_folioq_advance_skips_slot);
 ...>
 }
