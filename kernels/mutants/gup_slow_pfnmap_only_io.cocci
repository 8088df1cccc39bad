// SPDX-License-Identifier: GPL-2.0
// what = check_vma_flags() looks at VM_IO only, so a VM_PFNMAP mapping that is no I/O memory passes
// source = derived
// area = gup-slow
// file = mm/gup.c
// equivalent = an entry of memory with VM_PFNMAP is special, so follow_page_pte() refuses it with the same errno
@@
@@
 check_vma_flags(...)
 {
 <...
-vm_flags & (VM_IO | VM_PFNMAP)
+vm_flags & (pincer_mutant(gup_slow_pfnmap_only_io) ? VM_IO : (VM_IO | VM_PFNMAP))
 ...>
 }
