// SPDX-License-Identifier: GPL-2.0
// what = process_vm_readv() and process_vm_writev() keep the pages before one that is not mapped
// source = derived
// area = other
// file = mm/process_vm_access.c
// notices = process_vm.read.failed process_vm.write.failed
@@
expression P, N, D;
@@
 process_vm_rw_single_vec(...)
 {
 <...
-unpin_user_pages_dirty_lock(P, N, D);
+if (!(nr_pages && pincer_mutant(process_vm_short_keeps_pins)))
+	unpin_user_pages_dirty_lock(P, N, D);
 ...>
 }
