// SPDX-License-Identifier: GPL-2.0
// what = VmPin keeps registered buffers that are gone
// source = derived
// area = io_uring-rsrc
// file = io_uring/rsrc.c
// notices = limit.return.io_uring.register io_uring.memlock.limit
// kernels = 6.18-
@@
statement S;
@@
 io_unaccount_mem(...)
 {
 <...
-if (mm_account)
+if (mm_account && !pincer_mutant(rsrc_pinned_vm_kept))
 S
 ...>
 }
