// SPDX-License-Identifier: GPL-2.0
// what = F_SEAL_WRITE does not look for pages that are pinned
// source = derived
// area = memfd
// file = mm/memfd.c
// notices = memfd.seal.pinned
@@
identifier E;
@@
 memfd_wait_for_pins(...)
 {
 <...
-	E = -EBUSY;
+	E = pincer_mutant(memfd_seal_ignores_pins) ? 0 : -EBUSY;
 ...>
 }
