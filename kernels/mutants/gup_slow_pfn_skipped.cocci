// SPDX-License-Identifier: GPL-2.0
// what = a page table entry without a page is passed over and leaves its slot of the array as it was
// source = derived
// area = gup-slow
// file = mm/gup.c
// equivalent = check_vma_flags() has refused VM_IO and VM_PFNMAP, and no other mapping has an entry without a page
@@
@@
 __get_user_pages(...)
 {
 <...
-if (pages) {
+if (!pincer_mutant(gup_slow_pfn_skipped) && pages) {
 	ret = PTR_ERR(page);
 	goto out;
 }
 ...>
 }
