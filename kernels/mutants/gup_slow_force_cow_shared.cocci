// SPDX-License-Identifier: GPL-2.0
// what = FOLL_FORCE writes through a page table entry to a page that is shared with others
// source = derived
// area = gup-slow
// file = mm/gup.c
// notices = ptrace.poke.private.forked* procmem.write.private.forked*
// kernels = 7.2-
@@
@@
 can_follow_write_common(...)
 {
 <...
-PageAnonExclusive(page)
+(pincer_mutant(gup_slow_force_cow_shared) || PageAnonExclusive(page))
 ...>
 }
