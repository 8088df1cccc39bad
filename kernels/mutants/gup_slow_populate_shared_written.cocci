// SPDX-License-Identifier: GPL-2.0
// what = mlock() of a shared mapping faults for writing, and dirties the file
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = mlock.hole populate.map.hole
@@
@@
 populate_vma_page_range(...)
 {
 <...
-(vma->vm_flags & (VM_WRITE | VM_SHARED)) == VM_WRITE
+(vma->vm_flags & (pincer_mutant(gup_slow_populate_shared_written) ? VM_WRITE : (VM_WRITE | VM_SHARED))) == VM_WRITE
 ...>
 }
