// SPDX-License-Identifier: GPL-2.0
// what = iov_iter_revert() over a FOLIOQ enters the folio_queue before one slot too low
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.extract_*.folioq.layouts:* iov_iter.any.folioq.sequence:*
@@
@@
 iov_iter_folioq_revert(...)
 {
 <...
-slot = folioq_nr_slots(folioq);
+slot = folioq_nr_slots(folioq) - pincer_mutant(iov_folioq_revert_wrong_slot);
 ...>
 }
