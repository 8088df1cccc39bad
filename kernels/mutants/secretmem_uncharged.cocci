// SPDX-License-Identifier: GPL-2.0
// what = pages of secretmem are not charged to RLIMIT_MEMLOCK
// source = commit 97d34aa65c29
// area = secretmem
// file = mm/secretmem.c
// notices = secretmem.memlock
// kernels = 7.2-
@@
@@
 secretmem_account_folio(...)
 {
+if (pincer_mutant(secretmem_uncharged))
+	return true;
 ...
 }
