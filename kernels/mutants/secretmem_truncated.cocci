// SPDX-License-Identifier: GPL-2.0
// what = secret memory changes its size after it was set
// source = derived
// area = secretmem
// file = mm/secretmem.c
// notices = secretmem.resize
@@
@@
 secretmem_setattr(...)
 {
 <...
-(ia_valid & ATTR_SIZE) && inode->i_size
+!pincer_mutant(secretmem_truncated) && (ia_valid & ATTR_SIZE) && inode->i_size
 ...>
 }
