// SPDX-License-Identifier: GPL-2.0
// what = memory of a PCI device is refused with EFAULT, not EREMOTEIO
// source = derived
// area = p2pdma
// file = mm/gup.c
// notices = odirect.*/p2pmem* gup_test.*/p2pmem* gup.p2pdma*
@@
@@
 try_grab_folio(...)
 {
 <...
-return -EREMOTEIO;
+return pincer_mutant(gup_slow_p2pdma_errno) ? -EFAULT : -EREMOTEIO;
 ...>
 }
