// SPDX-License-Identifier: GPL-2.0
// what = process_vm_readv() takes the pages of a remote range by its length, without its offset in the first page
// source = derived
// area = other
// file = mm/process_vm_access.c
// notices = process_vm.edges.range process_vm.read/*
@@
expression E;
@@
 process_vm_rw_single_vec(...)
 {
 <...
-nr_pages = (addr + len - 1) / PAGE_SIZE - addr / PAGE_SIZE + 1;
+nr_pages = pincer_mutant(process_vm_pages_short) ? DIV_ROUND_UP(len, PAGE_SIZE) : (addr + len - 1) / PAGE_SIZE - addr / PAGE_SIZE + 1;
 ...>
 }
