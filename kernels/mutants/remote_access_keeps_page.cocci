// SPDX-License-Identifier: GPL-2.0
// what = access_remote_vm() keeps a reference to each page that it copies
// source = derived
// area = other
// file = mm/memory.c
// notices = procmem.read.released procmem.write.released ptrace.peek.released ptrace.poke.released
// kernels = 7.2-
@@
expression F, A;
@@
 __access_remote_vm(...)
 {
 <...
-folio_release_kmap(F, A);
+if (pincer_mutant(remote_access_keeps_page))
+	kunmap_local(A);
+else
+	folio_release_kmap(F, A);
 ...>
 }
