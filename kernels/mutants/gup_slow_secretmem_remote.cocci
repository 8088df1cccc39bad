// SPDX-License-Identifier: GPL-2.0
// what = secret memory passes where another process asks (FOLL_REMOTE)
// source = derived
// area = secretmem
// file = mm/gup.c
// notices = process_vm.*/secretmem* ptrace.*/secretmem* procmem.*/secretmem*
@@
@@
 check_vma_flags(...)
 {
 <...
-vma_is_secretmem(vma)
+(vma_is_secretmem(vma) && !(pincer_mutant(gup_slow_secretmem_remote) && foreign))
 ...>
 }
