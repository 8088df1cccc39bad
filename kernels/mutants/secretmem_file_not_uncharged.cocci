// SPDX-License-Identifier: GPL-2.0
// what = pages of secret memory stay charged when the file is closed
// source = derived
// area = secretmem
// file = mm/secretmem.c
// notices = limit.*.secretmem secretmem.memlock
// kernels = 7.2-
@@
@@
 secretmem_destroy_inode_priv(...)
 {
 <...
-secretmem_unaccount_all_folios(state);
+if (!pincer_mutant(secretmem_file_not_uncharged))
+	secretmem_unaccount_all_folios(state);
 ...>
 }
